/** A style sheet that the build makes a string of. */
declare module "*.css" {
  const text: string;
  export default text;
}
