declare module "virtual:region" {
  import type { GeometryCollection, Topology } from "topojson-specification";

  type Countries = Topology<{ countries: GeometryCollection }>;
  export const near: Countries;
  export const far: Countries;
}
