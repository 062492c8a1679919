import type { ClaimRow, Filler } from "../model";
import { language, select, selected, term, words } from "../state";
import { HowSure, Name, Own, TypeMark, When } from "./marks";

/** In the order in which a sentence would tell it. */
const ROLES = ["subject", "agent", "patient", "target", "object", "instrument", "place", "from", "to", "reason", "cause"];

/** Who and what a claim speaks of, each with its role. */
export function Fillers({ fillers, onChoose }: { fillers: readonly Filler[]; onChoose?: (filler: Filler) => void }) {
  return (
    <dl class="fillers">
      {[...fillers].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role)).map((filler) => (
        <div key={`${filler.role} ${filler.id}`}>
          <dt>{term(filler.role)}</dt>
          <dd>
            <TypeMark type={filler.type} />
            {onChoose ? (
              <button type="button" class="name-button" onClick={() => onChoose(filler)}><FillerName filler={filler} /></button>
            ) : (
              <FillerName filler={filler} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function FillerName({ filler }: { filler: Filler }) {
  return filler.id.startsWith("claim/") ? <span>{term(filler.type)} (<Own>{filler.label}</Own>)</span> : <Name text={filler.label} id={filler.id} />;
}

/** A claim as one entry of a list. */
export function ClaimItem({ row, note }: { row: ClaimRow; note?: string }) {
  const w = words.value;
  return (
    <li>
      <button
        type="button" class="claim-item" aria-current={selected.value?.id === row.id} data-claim={row.id}
        onClick={() => select({ kind: "claim", id: row.id })}
      >
        <span class="claim-head">
          <strong>{term(row.type)}</strong>
          <HowSure modality={row.modality} disputed={row.disputed} />
          {note && <em class={`note ${note}`}>{note === "contradicts" ? w.contradicts : w.same}</em>}
        </span>
        <span class="claim-quote" dir="rtl" lang="ar">{row.quote}</span>
        <span class="claim-foot">
          <When time={row.time} />
          <span>{row.source ? <Own>{row.source.label}</Own> : <Own>{row.outlet ?? row.title ?? row.doc}</Own>}</span>
        </span>
      </button>
    </li>
  );
}

export function counted(n: number): string {
  return `${n.toLocaleString(language.value === "ar" ? "ar-u-nu-latn" : "en")} ${n === 1 ? words.value.claimsOne : words.value.claims}`;
}
