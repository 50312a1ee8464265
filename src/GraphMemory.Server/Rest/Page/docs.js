"use strict";
// Renders the OpenAPI document and sends requests. Text only ever enters the page as text.
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const byId = id => document.getElementById(id);

const resolve = (api, schema) => schema && schema.$ref ? api.components.schemas[schema.$ref.split("/").pop()] : schema;

const describe = schema => {
  if (!schema) return "";
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.enum) return schema.enum.join(" | ");
  if (schema.type === "array") return describe(schema.items) + "[]";
  if (schema.oneOf) return schema.oneOf.map(describe).join(" or ");
  const bounds = [schema.minimum !== undefined ? "from " + schema.minimum : "", schema.maximum !== undefined ? "to " + schema.maximum : "",
    schema.default !== undefined ? "default " + schema.default : ""].filter(Boolean).join(" ");
  return [schema.type || "any", bounds].filter(Boolean).join(", ");
};

const example = (api, schema, depth = 0) => {
  const known = resolve(api, schema);
  if (!known || depth > 5) return null;
  if (known.oneOf) return example(api, known.oneOf[0], depth);
  if (known.type === "array") return [example(api, known.items, depth + 1)];
  if (known.properties) {
    const names = known.required && known.required.length ? known.required : Object.keys(known.properties);
    return Object.fromEntries(names.map(name => [name, example(api, known.properties[name], depth + 1)]));
  }
  return { string: "", integer: 0, number: 0, boolean: false }[known.type] ?? null;
};

const fields = (api, schema) => {
  const known = resolve(api, schema);
  if (!known || !known.properties) return make("span", {}, describe(schema));
  const table = make("table");
  for (const [name, property] of Object.entries(known.properties)) {
    const isRequired = (known.required || []).includes(name);
    table.append(make("tr", {}, make("td", {}, make("code", {}, name), isRequired ? "" : " ?"), make("td", {}, describe(property)), make("td", {}, property.description || "")));
  }
  return table;
};

const tryOut = (api, path, method, operation) => {
  const inputs = [];
  const table = make("table");
  for (const parameter of operation.parameters.filter(known => known.name !== "workspace")) {
    const input = make("input", { "aria-label": parameter.name, placeholder: parameter.schema.default ?? "" });
    inputs.push([parameter, input]);
    table.append(make("tr", {}, make("td", {}, make("code", {}, parameter.name), parameter.required ? "" : " ?"), make("td", {}, input),
      make("td", {}, parameter.description, make("div", { class: "muted" }, parameter.in + ", " + describe(parameter.schema)))));
  }
  const contents = operation.requestBody ? operation.requestBody.content : {};
  const type = Object.keys(contents)[0];
  const body = type ? make("textarea", { "aria-label": "body", spellcheck: "false" }) : null;
  if (body && type === "application/json") body.value = JSON.stringify(example(api, contents[type].schema), null, 2);
  const output = make("pre", { hidden: "" });
  const send = make("button", {}, "Send");
  send.addEventListener("click", async () => {
    let address = path;
    const query = new URLSearchParams();
    const headers = {};
    for (const [parameter, input] of inputs.filter(([, input]) => input.value !== "")) {
      if (parameter.in === "path") address = address.replace("{" + parameter.name + "}", encodeURIComponent(input.value));
      else if (parameter.in === "header") headers[parameter.name] = input.value;
      else if (parameter.schema.type === "array") input.value.split(",").forEach(part => query.append(parameter.name, part.trim()));
      else query.append(parameter.name, input.value);
    }
    if (byId("workspace").value) query.append("workspace", byId("workspace").value);
    if (byId("token").value) headers.Authorization = "Bearer " + byId("token").value;
    if (type) headers["Content-Type"] = type;
    const target = address + (query.size ? "?" + query : "");
    output.hidden = false;
    output.textContent = method.toUpperCase() + " " + target + "\n…";
    const stop = new AbortController();
    try {
      const response = await fetch(target, { method: method.toUpperCase(), headers, body: body ? body.value : undefined, signal: stop.signal });
      const kind = response.headers.get("Content-Type") || "";
      if (kind.startsWith("text/event-stream")) { setTimeout(() => stop.abort(), 5000); }
      let text = "";
      try {
        const reader = response.body ? response.body.pipeThrough(new TextDecoderStream()).getReader() : null;
        for (let part = reader && await reader.read(); reader && !part.done && text.length < 200000; part = await reader.read()) text += part.value;
        stop.abort();
      } catch (fault) { if (fault.name !== "AbortError") throw fault; }
      if (kind.includes("json") && !kind.includes("ndjson")) { try { text = JSON.stringify(JSON.parse(text), null, 2); } catch { /* shown as it came */ } }
      const shown = [...response.headers].filter(([name]) => ["etag", "location", "retry-after", "x-request-id"].includes(name));
      output.textContent = method.toUpperCase() + " " + target + "\n" + response.status + " " + response.statusText + "\n"
        + shown.map(([name, value]) => name + ": " + value).join("\n") + "\n\n" + text;
    } catch (fault) { output.textContent = String(fault); }
  });
  const parts = [table];
  if (body) parts.push(make("p", {}, operation.requestBody.description), body, fields(api, contents[type].schema));
  parts.push(make("div", {}, send), output);
  return parts;
};

const show = api => {
  byId("about").textContent = api.info.description;
  const main = byId("operations");
  main.replaceChildren();
  for (const tag of api.tags) {
    const section = make("section", {}, make("h2", {}, tag.name));
    for (const [path, item] of Object.entries(api.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        if (!operation.tags.includes(tag.name)) continue;
        const answer = Object.entries(operation.responses).find(([status]) => status.startsWith("2"));
        const content = Object.values(answer[1].content || {})[0];
        const entry = make("details", { "data-text": (path + " " + operation.summary + " " + operation.operationId).toLowerCase() },
          make("summary", {}, make("span", { class: "method " + method }, method.toUpperCase()), make("code", {}, path), " ", operation.summary));
        entry.addEventListener("toggle", () => {
          if (entry.children.length > 1) return;
          entry.append(make("div", { class: "body" }, ...tryOut(api, path, method, operation),
            make("p", {}, make("strong", {}, answer[0]), " " + answer[1].description), ...(content ? [fields(api, content.schema)] : []),
            ...Object.entries(operation.responses).filter(([status]) => Number(status) >= 300)
              .map(([status, response]) => make("p", { class: "muted" }, make("strong", {}, status), " " + response.description))));
        });
        section.append(entry);
      }
    }
    main.append(section);
  }
};

byId("find").addEventListener("input", event => {
  const wanted = event.target.value.toLowerCase();
  for (const entry of document.querySelectorAll("details")) entry.hidden = !entry.dataset.text.includes(wanted);
});
fetch("/openapi/v1.json").then(response => response.json()).then(show).catch(fault => { byId("operations").textContent = String(fault); });
