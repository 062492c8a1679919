// How nodes and edges look, on the screen and in saved pictures: form and colour by type, line by modality.
import type { StylesheetJson } from "cytoscape";
import type { EntityType, Modality } from "../model";

export const PAPER = "#fbfaf6";
export const INK = "#22211d";
export const LINE = "#8a8377";
export const DENIED = "#9b2226";
export const DISPUTED = "#e9a23b";
export const CHOSEN = "#1d4ed8";
export const EVENT = "#7b2d5b";
export const FONT = "IBM Plex Sans Arabic, Noto Sans Arabic, Segoe UI, Tahoma, sans-serif";

export type Form = "ellipse" | "hexagon" | "diamond" | "pentagon" | "triangle" | "round-rectangle";

export const FORMS: Record<EntityType, { form: Form; colour: string }> = {
  Person: { form: "ellipse", colour: "#2a6f97" },
  Group: { form: "hexagon", colour: "#a63c06" },
  Place: { form: "diamond", colour: "#3a7d44" },
  Site: { form: "pentagon", colour: "#8a6d1d" },
  Object: { form: "triangle", colour: "#6b6b6b" },
};

/** Dash patterns in pixels; none is a whole line. A negated claim is a whole line that is struck through. */
export const DASHES: Record<Modality, readonly number[]> = { asserted: [], alleged: [9, 5], hedged: [2, 4], negated: [], planned: [12, 4, 2, 4] };

export const MODALITIES: readonly Modality[] = ["asserted", "alleged", "hedged", "negated", "planned"];

export function sheet(): StylesheetJson {
  const lines = MODALITIES.map((modality) => ({
    selector: `edge[modality = "${modality}"]`,
    style: {
      "line-style": modality === "hedged" ? ("dotted" as const) : DASHES[modality].length ? ("dashed" as const) : ("solid" as const),
      ...(DASHES[modality].length ? { "line-dash-pattern": [...DASHES[modality]] } : {}),
    },
  }));
  const borders = MODALITIES.map((modality) => ({
    selector: `node.event[modality = "${modality}"]`,
    style: { "border-style": modality === "hedged" ? ("dotted" as const) : DASHES[modality].length ? ("dashed" as const) : ("solid" as const) },
  }));
  const forms = Object.entries(FORMS).map(([type, { form, colour }]) => ({
    selector: `node[type = "${type}"]`,
    style: { shape: form, "background-color": colour, "border-color": colour, color: colour },
  }));
  return [
    {
      selector: "node",
      style: {
        label: "data(label)", "font-family": FONT, "font-size": 14, "font-weight": 600, "text-wrap": "wrap", "text-max-width": "146px",
        "line-height": 1.25, "text-valign": "bottom", "text-halign": "center", "text-margin-y": 4, width: "data(size)", height: "data(size)",
        "text-outline-color": PAPER, "text-outline-width": 2.5, "border-width": 2, "min-zoomed-font-size": 5,
      },
    },
    ...forms,
    { selector: "node[?unnamed]", style: { "background-color": PAPER, "font-weight": 400 } },
    {
      selector: "node.event",
      style: {
        shape: "round-rectangle", "background-color": "#f6e9f1", "border-color": EVENT, color: EVENT, width: "data(size)", height: 28,
        "text-valign": "center", "text-margin-y": 0, "text-outline-width": 0, "font-size": 13, "border-width": 1.6, "text-max-width": "160px",
      },
    },
    ...borders,
    {
      selector: 'node.event[modality = "negated"]',
      style: {
        "border-color": DENIED, "background-fill": "linear-gradient", "background-gradient-direction": "to-right",
        "background-gradient-stop-colors": [PAPER, PAPER], color: DENIED,
        "background-image": STRIKE, "background-fit": "none", "background-width": "100%", "background-height": "100%",
      },
    },
    {
      selector: "edge",
      style: {
        width: 1.5, "line-color": LINE, "curve-style": "bezier", "control-point-step-size": 42, "target-arrow-shape": "triangle",
        "target-arrow-color": LINE, "arrow-scale": 0.8, label: "data(label)", "font-family": FONT, "font-size": 12, color: "#5d574c",
        "text-rotation": "autorotate", "text-background-color": PAPER, "text-background-opacity": 0.86, "text-background-padding": "1px",
        "min-zoomed-font-size": 7,
      },
    },
    ...lines,
    {
      selector: 'edge[modality = "negated"]',
      style: {
        "line-color": DENIED, "target-arrow-color": DENIED, color: DENIED, "mid-target-arrow-shape": "tee", "mid-target-arrow-color": DENIED,
        "mid-source-arrow-shape": "tee", "mid-source-arrow-color": DENIED, "text-margin-y": -9,
      },
    },
    { selector: "[?symmetric]", style: { "target-arrow-shape": "none" } },
    { selector: "node.pinned", style: { "border-width": 4, "border-color": INK, "border-style": "double" } },
    { selector: ".chosen", style: { "underlay-color": CHOSEN, "underlay-opacity": 0.16, "underlay-padding": 7, "z-index": 9 } },
    { selector: "node.chosen", style: { "border-width": 3, "border-color": CHOSEN } },
    { selector: "edge.chosen", style: { width: 3, "line-color": CHOSEN, "target-arrow-color": CHOSEN } },
    { selector: "[?disputed]", style: { "underlay-color": DISPUTED, "underlay-opacity": 0.42, "underlay-padding": 6 } },
    { selector: ".dim", style: { opacity: 0.22 } },
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-opacity": 0 } as never },
  ] as StylesheetJson;
}

const STRIKE = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="26" viewBox="0 0 100 26" preserveAspectRatio="none"><path d="M2 13H98" stroke="${DENIED}" stroke-width="1.4" opacity=".75"/></svg>`,
)}`;
