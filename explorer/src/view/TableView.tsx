import { useEffect, useState } from "preact/hooks";
import type { ClaimRow } from "../model";
import type { Column } from "../source/source";
import { answer, filter, language, select, selected, source, term, words } from "../state";
import { counted, FillerName } from "./Claims";
import { Empty, HowSure, Name, Own, TypeMark, When } from "./marks";

const ROWS = 100;

export function TableView() {
  const [sort, setSort] = useState<Column>("time");
  const [descending, setDescending] = useState(false);
  const [rows, setRows] = useState<ClaimRow[]>([]);
  const [total, setTotal] = useState<number | undefined>();
  const ask = (offset: number) => answer(source().claims({ sort, descending, offset, limit: ROWS }, filter.value));
  useEffect(() => {
    let isCurrent = true;
    void ask(0).then((page) => {
      if (!isCurrent || !page) return;
      setRows(page.rows);
      setTotal(page.total);
    });
    return () => {
      isCurrent = false;
    };
  }, [sort, descending, filter.value]);
  const w = words.value;
  const more = async () => {
    const page = await ask(rows.length);
    if (page) setRows([...rows, ...page.rows]);
  };
  const by = (column: Column) => {
    if (column === sort) setDescending(!descending);
    else {
      setSort(column);
      setDescending(false);
    }
  };
  const head = (column: Column, name: string) => (
    <th aria-sort={column === sort ? (descending ? "descending" : "ascending") : "none"}>
      <button type="button" onClick={() => by(column)}>{name}<span aria-hidden="true">{column === sort ? (descending ? " ↓" : " ↑") : ""}</span></button>
    </th>
  );
  if (total === undefined) return <Empty>{w.loading}…</Empty>;
  return (
    <div class="table-view" tabIndex={0}>
      <table>
        <caption>{counted(total)}</caption>
        <thead>
          <tr>
            {head("type", w.type)}
            <th>{w.whoWhat}</th>
            <th>{w.quote}</th>
            {head("modality", w.modality)}
            {head("time", w.when)}
            {head("source", w.saysWho)}
            {head("outlet", w.outlet)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.id} data-claim={row.id} tabIndex={0} aria-selected={selected.value?.id === row.id} onClick={() => select({ kind: "claim", id: row.id })}
              onKeyDown={(event) => event.key === "Enter" && select({ kind: "claim", id: row.id })}
            >
              <td><TypeMark type={row.type} /> {term(row.type)}</td>
              <td class="who">
                {row.fillers.map((f) => (
                  <div key={`${f.role} ${f.id}`}><span class="quiet">{term(f.role)}</span> <FillerName filler={f} /></div>
                ))}
              </td>
              <td class="said" dir="rtl" lang="ar">{row.quote}</td>
              <td><HowSure modality={row.modality} disputed={row.disputed} /></td>
              <td><When time={row.time} /></td>
              <td>{row.source && <Name text={row.source.label} id={row.source.id} quiet={language.value === "ar"} />}</td>
              <td><Own>{row.outlet ?? row.doc}</Own></td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < total && <button type="button" class="more" onClick={() => void more()}>{w.loadMore} ({total - rows.length})</button>}
    </div>
  );
}
