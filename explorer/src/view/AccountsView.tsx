// Two tellings of what seems to be one event, side by side: what they agree in and what they do not.
import { useEffect, useState } from "preact/hooks";
import { inWords } from "../edtf";
import { key } from "../fold";
import type { ClaimRow } from "../model";
import { language, source, term, told, words } from "../state";
import { FillerName } from "./Claims";
import { ArticleText } from "./Evidence";
import { useAnswer } from "./hooks";
import { Empty, HowSure, Own, When } from "./marks";

export function AccountsView() {
  const id = told.value;
  const found = useAnswer(() => (id?.startsWith("claim/") ? source().accounts(id) : undefined), [id]);
  const [other, setOther] = useState(0);
  useEffect(() => setOther(0), [id]);
  const w = words.value;
  if (!id) return <Empty>{w.accountsChoose}</Empty>;
  if (!found) return <Empty>{w.accountsChoose}</Empty>;
  const second = found.others[other];
  if (!second) return <Empty>{w.accountsNone}</Empty>;
  const roles = [...new Set([...found.event.row.fillers, ...second.row.fillers].map((f) => f.role))];
  return (
    <div class="accounts-view" tabIndex={0}>
      {found.others.length > 1 && (
        <label class="which">
          {w.otherAccount}
          <select value={other} onChange={(event) => setOther(Number(event.currentTarget.value))}>
            {found.others.map((o, i) => <option key={o.row.id} value={i}>{o.row.source?.label ?? o.row.outlet ?? o.row.doc} — {o.row.quote.slice(0, 60)}</option>)}
          </select>
        </label>
      )}
      <p class="quiet">{w.accountsWhy}: {second.why.map(term).join(language.value === "ar" ? "، " : ", ")}</p>
      <table class="compared">
        <thead>
          <tr><td /><th>{term(found.event.row.type)} · {w.thisAccount}</th><th>{term(second.row.type)} · {w.otherAccount}</th></tr>
        </thead>
        <tbody>
          <Row name={w.saysWho} pair={[found.event.row, second.row]} of={(r) => (r.source ? key(r.source.label) : "")}>
            {(r) => (r.source ? <Own>{r.source.label}</Own> : w.nobody)}
          </Row>
          <Row name={w.modality} pair={[found.event.row, second.row]} of={(r) => `${r.modality} ${r.disputed}`}>
            {(r) => <HowSure modality={r.modality} disputed={r.disputed} />}
          </Row>
          <Row name={w.when} pair={[found.event.row, second.row]} of={(r) => (r.time ? inWords(r.time, language.value) : "")}>
            {(r) => <When time={r.time} />}
          </Row>
          {roles.map((role) => (
            <Row key={role} name={term(role)} pair={[found.event.row, second.row]} of={(r) => labels(r, role)}>
              {(r) => {
                const fillers = r.fillers.filter((f) => f.role === role);
                return fillers.length ? fillers.map((f) => <div key={f.id}><FillerName filler={f} /></div>) : <span class="quiet">{w.nothing}</span>;
              }}
            </Row>
          ))}
        </tbody>
      </table>
      <div class="two">
        <Text id={found.event.row.id} />
        <Text id={second.row.id} />
      </div>
    </div>
  );
}

function labels(row: ClaimRow, role: string): string {
  return row.fillers.filter((f) => f.role === role).map((f) => key(f.label)).sort().join(" ");
}

interface RowProps {
  name: string;
  pair: readonly [ClaimRow, ClaimRow];
  of: (row: ClaimRow) => string;
  children: (row: ClaimRow) => preact.ComponentChildren;
}

function Row({ name, pair, of, children }: RowProps) {
  const [one, other] = pair;
  const isSame = of(one) === of(other);
  return (
    <tr class={isSame ? "agrees" : "differs"}>
      <th>{name}<span class="verdict">{isSame ? words.value.sameIn : words.value.differs}</span></th>
      <td>{children(one)}</td>
      <td>{children(other)}</td>
    </tr>
  );
}

function Text({ id }: { id: string }) {
  const found = useAnswer(() => source().evidence(id), [id]);
  return found && found.claim.id === id ? <ArticleText found={found} /> : <p class="quiet">{words.value.loading}…</p>;
}
