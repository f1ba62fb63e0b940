// From what is filled in to a request, and to the curl line that sends the same.

/** The request of a form: method, address below the server's, headers, body. */
export function requestOf(path, verb, operation, form) {
  let url = path;
  const query = [];
  for (const { name, in: place, schema } of operation.parameters ?? []) {
    const value = String(form.get(name) ?? "");
    if (place === "path") url = url.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== "")
      for (const one of schema.type === "array" ? value.split(",") : [value])
        query.push(`${encodeURIComponent(name)}=${encodeURIComponent(one.trim())}`);
  }
  if (query.length > 0) url += `?${query.join("&")}`;
  const body = form.get("body");
  return {
    method: verb.toUpperCase(), url, headers: body === null ? {} : { "content-type": "application/json" },
    body: body === null ? undefined : String(body),
  };
}

/** The line for a shell; the key comes from the shell's own environment. */
export function curlLine(origin, { method, url, headers, body }, hasKey) {
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  const parts = ["curl"];
  if (method !== "GET") parts.push("-X", method);
  parts.push(quoted(origin + url));
  if (hasKey) parts.push('-H "authorization: Bearer $API_KEY"');
  for (const [name, value] of Object.entries(headers)) parts.push("-H", quoted(`${name}: ${value}`));
  if (body !== undefined) parts.push("-d", quoted(body));
  return parts.join(" ");
}
