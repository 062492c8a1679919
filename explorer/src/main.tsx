import { render } from "preact";
import type { Embedded } from "./model";
import { FromPage } from "./source/embedded";
import { Remote } from "./source/remote";
import { begin } from "./state";
import "./style.css";
import { App } from "./view/App";

const given = document.getElementById("isnad-data")?.textContent?.trim();
const source = given ? new FromPage(JSON.parse(given) as Embedded) : new Remote();

void Promise.all([begin(source), document.fonts.load("600 12px 'IBM Plex Sans Arabic'", "اa")]).then(() => {
  const root = document.getElementById("app")!;
  render(<App />, root);
});
