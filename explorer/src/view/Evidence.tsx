// The words that a claim is made of, in their article, with who says so, how sure, when, and by which rule.
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Evidence as Shown } from "../model";
import { expand, language, say, select, show, source, take, term, told, view, words } from "../state";
import { pieces } from "../text";
import { ClaimItem, Fillers } from "./Claims";
import { InTheGraph } from "./Entity";
import { useAnswer } from "./hooks";
import { HowSure, Icon, Name, Own, TypeMark, When } from "./marks";

export function Evidence({ id }: { id: string }) {
  const found = useAnswer(() => source().evidence(id), [id]);
  const w = words.value;
  if (!found || found.claim.id !== id) return <div class="pane-body quiet" aria-busy="true">{w.loading}…</div>;
  const { claim, article, beside, citation } = found;
  const rule = language.value === "ar" ? claim.rule_text_ar : claim.rule_text;
  const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => say(`${w.copied}: ${text}`), () => say(text));
  return (
      <div class="pane-body">
        <div class="claim-title">
          <TypeMark type={claim.type} />
          <h2>{term(claim.type)}</h2>
          <HowSure modality={claim.modality} disputed={claim.disputed} />
        </div>
        <Fillers fillers={claim.fillers} onChoose={(filler) => select({ kind: filler.id.startsWith("claim/") ? "claim" : "node", id: filler.id })} />
        <dl class="facts">
          {claim.title && <Fact name={w.office}><Own>{claim.title}</Own>{claim.status && <span class="quiet"> · {term(claim.status)}</span>}</Fact>}
          <Fact name={w.saysWho}>{claim.according_to ? <Name text={claim.according_to.label} id={claim.according_to.id} /> : w.nobody}</Fact>
          <Fact name={w.when}>
            <When time={claim.time} />
            {claim.time_text && <span class="quiet"> · {w.timeWords} «<Own>{claim.time_text}</Own>»</span>}
            {claim.anchor && <span class="quiet"> · {w.against} <When time={claim.anchor} /></span>}
          </Fact>
          {claim.charge && <Fact name={w.charge}><Own>{claim.charge.quote}</Own></Fact>}
        </dl>
        <ArticleText found={found} />
        <div class="actions">
          {view.value !== "graph" && (
            <button type="button" onClick={() => { take({ op: "claim", id }); show("graph"); }}><Icon name="graph" />{w.showInGraph}</button>
          )}
          {view.value === "graph" && claim.kind === "event" && <button type="button" onClick={() => expand(id)}><Icon name="expand" />{w.expand}</button>}
          {claim.kind === "event" && (
            <button type="button" onClick={() => { told.value = id; select(null); show("accounts"); }}><Icon name="accounts" />{w.compare}</button>
          )}
          <InTheGraph id={id} />
          <button type="button" onClick={() => copy(citation)}><Icon name="copy" />{w.copyCitation}</button>
          <button type="button" class="quiet-button" onClick={() => copy(claim.iri)}>{w.copyIri}</button>
        </div>
        {beside.length > 0 && (
          <section class="beside">
            <h3>{w.beside}</h3>
            <ul class="claim-list">{beside.map((row) => <ClaimItem key={row.id} row={row} note={row.relation} />)}</ul>
          </section>
        )}
        <dl class="facts">
          <Fact name={w.rule}>{rule} <code>{claim.rule}</code></Fact>
          <Fact name={w.article}><Own>{article.doc}</Own> · <span class="ltr">{claim.start}:{claim.end}</span></Fact>
        </dl>
      </div>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

/** The article, right to left, scrolled to the quote. Its words are text nodes only. */
export function ArticleText({ found }: { found: Shown }) {
  const { article, marks, claim } = found;
  const box = useRef<HTMLDivElement>(null);
  const cut = useMemo(() => pieces(article.text, marks), [found]);
  useEffect(() => {
    const [scrolled, quote] = [box.current, box.current?.querySelector<HTMLElement>(".m-quote")];
    if (scrolled && quote) scrolled.scrollTop = Math.max(0, quote.offsetTop - scrolled.clientHeight / 3);
  }, [found]);
  const w = words.value;
  const about = [article.outlet, article.author].filter((part) => part !== undefined);
  const address = /^https?:\/\//iu.test(article.url ?? "") ? article.url : undefined;
  return (
    <section class="article" aria-label={w.article}>
      <header>
        <h3><Own>{article.title ?? article.doc}</Own></h3>
        <p class="quiet">
          {about.map((part) => <span key={part}><Own>{part}</Own> · </span>)}
          {article.published ? <>{w.published} <When time={article.published} /></> : w.noDate}
          {address && <> · <a href={address} target="_blank" rel="noopener noreferrer nofollow"><Own>{new URL(address).host}</Own></a></>}
        </p>
      </header>
      <div class="text" dir="rtl" lang="ar" ref={box} tabIndex={0} data-claim={claim.id}>
        {cut.map((piece, i) =>
          piece.kinds.length === 0 ? piece.text : (
            <span key={i} class={piece.kinds.map((k) => `m-${k}`).join(" ")}>{piece.text}</span>
          ),
        )}
      </div>
    </section>
  );
}
