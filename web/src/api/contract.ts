// The page talks to the server through the project's own browser SDK, and takes the contract's types from there too.
export * from "../../../sdk/typescript/src/browser.js";
