import { FORMS, MODALITIES } from "../graph/look";
import { definition, term, words } from "../state";
import { LineMark, TypeMark } from "./marks";

export function Legend() {
  const w = words.value;
  return (
    <details class="legend" open={innerWidth > 900}>
      <summary>{w.legend}</summary>
      <ul aria-label={w.legendNodes}>
        {Object.keys(FORMS).map((type) => <li key={type} title={definition(type)}><TypeMark type={type} />{term(type)}</li>)}
        <li><TypeMark type="Event" />{w.event}</li>
        <li><TypeMark type="Person" hollow />{w.unnamed}</li>
      </ul>
      <ul aria-label={w.legendEdges}>
        {MODALITIES.map((m) => <li key={m} title={definition(m)}><LineMark modality={m} />{term(m)}</li>)}
        <li><span class="halo" aria-hidden="true" />{w.disputed}</li>
      </ul>
    </details>
  );
}
