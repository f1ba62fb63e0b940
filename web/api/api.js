// Renders /openapi.json, and sends calls from it. No library and no build step: the document has few kinds of things.
import { curlLine, requestOf } from "./request.js";

const main = document.getElementById("calls");
const state = document.getElementById("state");
const keyField = document.getElementById("key");
const authorization = () => (keyField.value === "" ? {} : { authorization: `Bearer ${keyField.value}` });

/** Makes an element; texts are never read as HTML. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** Text with paragraphs, lists and `code`. */
function prose(text) {
  const inline = (line) => line.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
  return element("div", { class: "prose" }, ...text.split(/\n\n|\n(?=- )/).map((part) => part.trim()).filter(Boolean)
    .map((part) => element("p", {}, ...inline(part.startsWith("- ") ? `• ${part.slice(2)}` : part))));
}

let book;
const resolve = (schema) => (schema?.$ref ? book.components.schemas[schema.$ref.split("/").pop()] : schema);

function kindOf(schema) {
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.anyOf) return schema.anyOf.map(kindOf).join(" or ");
  const of = schema.type === "array" ? `list of ${kindOf(schema.items)}` : schema.format ?? schema.type;
  const limits = [
    schema.minimum !== undefined && `from ${schema.minimum}`, schema.maximum !== undefined && `to ${schema.maximum}`,
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
    schema.maxItems !== undefined && `at most ${schema.maxItems}`,
  ].filter(Boolean);
  return [of, ...limits].join(", ");
}

/** A table of a message's fields; messages within it open on demand. */
function fields(schema, depth = 0) {
  const wanted = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const inner = resolve(field.items ?? field);
    const opens = depth < 4 && inner?.properties
      && element("details", {}, element("summary", {}, "its fields"), fields(inner, depth + 1));
    const values = inner?.enum && element("p", { class: "kind" }, inner.enum.join(", "));
    return element("tr", {},
      element("td", {}, element("code", {}, name), wanted.has(name) ? element("span", { class: "wanted" }, " required") : "",
        element("span", { class: "kind" }, kindOf(field))),
      element("td", { colspan: "2" }, prose(field.description ?? ""), values || "", opens || ""));
  });
  return rows.length === 0 ? element("p", { class: "prose" }, "No fields.") : element("table", {},
    element("thead", {}, element("tr", {}, element("th", {}, "Field"), element("th", { colspan: "2" }, "Meaning"))),
    element("tbody", {}, ...rows));
}

function inputOf(parameter, id) {
  const schema = resolve(parameter.schema);
  if (schema.enum || schema.type === "boolean") {
    const values = schema.enum ?? ["true", "false"];
    return element("select", { id, name: parameter.name }, element("option", { value: "" }, ""),
      ...values.map((value) => element("option", { value }, value)));
  }
  return element("input", {
    id, name: parameter.name, value: parameter.in === "path" ? parameter.example ?? "" : "", autocomplete: "off",
    placeholder: schema.type === "array" ? "several, separated by commas" : parameter.example ?? "",
  });
}

function parameterTable(operation) {
  if (!operation.parameters) return "";
  return element("table", {},
    element("thead", {}, element("tr", {}, ...["Parameter", "Value", "Meaning"].map((text) => element("th", {}, text)))),
    element("tbody", {}, ...operation.parameters.map((parameter) => {
      const id = `${operation.operationId}-${parameter.name}`;
      return element("tr", {},
        element("td", {}, element("label", { for: id }, element("code", {}, parameter.name)),
          parameter.required ? element("span", { class: "wanted" }, " required") : "",
          element("span", { class: "kind" }, `${parameter.in}, ${kindOf(parameter.schema)}`)),
        element("td", {}, inputOf(parameter, id)), element("td", {}, prose(parameter.description ?? "")));
    })));
}

function bodyPart(operation) {
  const content = operation.requestBody?.content["application/json"];
  if (!content) return [];
  const id = `${operation.operationId}-body`;
  return [
    element("label", { for: id }, "Body, application/json"),
    element("textarea", { id, name: "body", spellcheck: "false" }, JSON.stringify(content.example ?? {}, null, 2)),
    element("details", {}, element("summary", {}, "Fields of the body"), fields(resolve(content.schema))),
  ];
}

/** Sends the call and shows the answer; lines are shown as they come. */
async function send(request, output, stop) {
  const began = performance.now();
  output.classList.remove("bad");
  output.textContent = "…";
  try {
    const answer = await fetch(request.url, {
      method: request.method, body: request.body, signal: stop.signal, headers: { ...request.headers, ...authorization() },
    });
    output.classList.toggle("bad", !answer.ok);
    const took = () => `${answer.status} ${answer.statusText}`.trim() + ` · ${Math.round(performance.now() - began)} ms\n\n`;
    if (answer.headers.get("content-type") !== "application/x-ndjson") {
      const text = await answer.text();
      output.textContent = took() + (text === "" ? "" : JSON.stringify(JSON.parse(text), null, 2));
      return;
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let seen = ""; ;) {
      const { value, done } = await reader.read();
      if (done) return;
      // A stream may go on for ever; its end is what one wants to see.
      seen = (seen + value).slice(-20_000);
      output.textContent = took() + seen;
    }
  } catch (error) {
    if (error.name === "AbortError") return;
    output.classList.add("bad");
    output.textContent = String(error);
  }
}

function tryPart(path, verb, operation, form) {
  const output = element("pre", { tabindex: "0", role: "region", "aria-label": "Answer", "aria-live": "polite" }, "");
  const curl = element("pre", { tabindex: "0", role: "region", "aria-label": "curl" }, "");
  const asked = () => requestOf(path, verb, operation, new FormData(form));
  const show = () => {
    curl.textContent = curlLine(location.origin, asked(), keyField.value !== "");
  };
  let stop = new AbortController();
  form.addEventListener("input", show);
  keyField.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    stop.abort();
    stop = new AbortController();
    output.hidden = false;
    void send(asked(), output, stop);
  });
  output.hidden = true;
  show();
  return [
    curl,
    element("div", { class: "row" },
      element("button", { type: "submit" }, "Send"),
      element("button", { type: "button", class: "quiet", onclick: () => stop.abort() }, "Stop"),
      element("button", {
        type: "button", class: "quiet", onclick: () => void navigator.clipboard?.writeText(curl.textContent),
      }, "Copy curl")),
    output,
  ];
}

function call(path, verb, operation) {
  const answer = Object.values(operation.responses["200"].content)[0];
  const holder = element("div");
  const details = element("details", { class: "call", id: operation.operationId },
    element("summary", {}, element("span", { class: `verb ${verb.toUpperCase()}` }, verb.toUpperCase()),
      element("span", { class: "path" }, path), element("span", { class: "says" }, operation.summary)),
    holder);
  // Made when it is first opened: all of them at once are thousands of elements.
  details.addEventListener("toggle", () => {
    if (holder.childNodes.length > 0) return;
    const form = element("form", {}, parameterTable(operation), ...bodyPart(operation));
    form.append(...tryPart(path, verb, operation, form));
    holder.append(prose(operation.description), form,
      element("details", {}, element("summary", {}, `Answer: ${kindOf(answer.schema)}`), fields(resolve(answer.schema))));
  });
  return details;
}

function render() {
  const contents = document.getElementById("contents");
  main.replaceChildren(element("h1", {}, "Plain HTTP with JSON"), prose(book.info.description));
  for (const tag of book.tags) {
    const list = element("ul");
    const section = element("section", {}, element("h2", {}, tag.name), prose(tag.description));
    for (const [path, verbs] of Object.entries(book.paths)) {
      for (const [verb, operation] of Object.entries(verbs)) {
        if (operation.tags[0] !== tag.name) continue;
        section.append(call(path, verb, operation));
        list.append(element("li", {}, element("a", { href: `#${operation.operationId}` }, operation.operationId)));
      }
    }
    main.append(section);
    contents.append(element("section", {}, element("h2", {}, tag.name), list));
  }
}

/** Opens the call that the address names. */
function open() {
  const named = document.getElementById(location.hash.slice(1));
  if (named?.tagName !== "DETAILS") return;
  named.open = true;
  named.scrollIntoView();
  named.querySelector("summary").focus({ preventScroll: true });
}

document.getElementById("find").addEventListener("input", (event) => {
  const wanted = event.target.value.toLowerCase();
  for (const item of document.querySelectorAll("#contents li, details.call"))
    item.hidden = !item.textContent.toLowerCase().includes(wanted);
});
addEventListener("hashchange", open);

async function start() {
  const answer = await fetch("/openapi.json", { headers: authorization() });
  if (answer.status === 401) {
    state.textContent = "This server wants an API key: put it in above, and press Enter.";
    return;
  }
  if (!answer.ok) throw new Error(`The document cannot be read: ${answer.status}`);
  book = await answer.json();
  render();
  open();
}

keyField.addEventListener("change", () => {
  if (book === undefined) void start();
});
start().catch((error) => {
  state.classList.add("bad");
  state.textContent = String(error);
});
