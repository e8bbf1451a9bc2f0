import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
// TypeScript 7 has no interface to its parser, so the oldest compiler that is promised reads the sources.
import ts from "typescript";

export type Documented = { name: string; text: string; doc: string; examples: string[] };

/** One function of a resource, or several below a name of their own. */
export type Member = Documented & { line: string | undefined; members: Member[] };
export type Resource = Member & { file: string };

const parsed = new Map<string, ts.SourceFile>();

function parse(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

/** What a node's doc comment says, and its examples. */
function docOf(node: ts.Node): Pick<Documented, "doc" | "examples"> {
  const [last] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
  if (!last) return { doc: "", examples: [] };
  const tags = (last.tags ?? []).map((tag) => ({ tag: tag.tagName.text, text: textOf(tag.comment) }));
  const said = tags
    .filter(({ tag }) => tag === "default" || tag === "throws")
    .map(({ tag, text }) => (tag === "default" ? `Default: \`${text}\`.` : `Throws ${text}`));
  return {
    doc: [textOf(last.comment), ...said].filter((part) => part !== "").join("\n\n"),
    examples: tags.filter(({ tag }) => tag === "example").map(({ text }) => text),
  };
}

const textOf = (comment: ts.JSDoc["comment"]): string => ts.getTextOfJSDocComment(comment)?.trim() ?? "";

/** What a package's front door gives away, in its order. */
export function exportsOf(index: string): Documented[] {
  return parse(index)
    .statements.filter(ts.isExportDeclaration)
    .flatMap((statement) => {
      if (!statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
      const file = join(dirname(index), statement.moduleSpecifier.text);
      const { exportClause: clause } = statement;
      if (clause && ts.isNamedExports(clause))
        return clause.elements.map((element) => declared(file, (element.propertyName ?? element.name).text));
      return parse(file)
        .statements.filter(isExported)
        .flatMap((node) => namesOf(node).map((name) => declared(file, name)));
    });
}

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function namesOf(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = node as ts.DeclarationStatement;
  return name ? [name.getText()] : [];
}

/** A declaration of a file, followed through whatever passes it on. */
function declared(file: string, name: string): Documented {
  const { statements } = parse(file);
  const passed = statements.filter(ts.isExportDeclaration).find((node) => passesOn(node, name));
  if (passed) return declared(fileOf(file, passed), name);
  const [byDefault] = statements.filter(ts.isExportAssignment);
  if (byDefault && name === "default") return { ...declared(file, byDefault.expression.getText()), name };
  const node = statements.find((statement) => namesOf(statement).includes(name));
  if (node) return { name, text: declarationOf(node), ...docOf(node) };
  throw new Error(`${file} has no ${name}`);
}

const passesOn = ({ exportClause: clause }: ts.ExportDeclaration, name: string): boolean =>
  clause !== undefined && ts.isNamedExports(clause) && clause.elements.some((one) => one.name.text === name);

const fileOf = (from: string, { moduleSpecifier }: ts.ExportDeclaration): string =>
  join(dirname(from), (moduleSpecifier as ts.StringLiteral).text);

/** A declaration without what it does, and without what is private. */
function declarationOf(node: ts.Statement): string {
  if (ts.isFunctionDeclaration(node)) return headOf(node, node.body);
  if (ts.isClassDeclaration(node)) return classOf(node);
  if (ts.isVariableStatement(node)) return constantOf(node.declarationList.declarations[0]);
  return bare(node.getText());
}

const headOf = (node: ts.Node, body: ts.Node | undefined): string =>
  bare(body ? node.getText().slice(0, body.getStart() - node.getStart()) : node.getText()).replace(
    /^async /,
    "",
  );

function constantOf(constant: ts.VariableDeclaration | undefined): string {
  const value = constant?.initializer;
  if (value && ts.isArrowFunction(value))
    return `function ${constant.name.getText()}${headOf(value, value.body).replace(/\s*=>$/, "")}`;
  if (value && ts.isCallExpression(value) && value.typeArguments)
    return `const ${constant?.name.getText()}: Model<${value.typeArguments.map((one) => one.getText()).join(", ")}>`;
  return `const ${constant?.name.getText()}`;
}

function classOf(node: ts.ClassDeclaration): string {
  const heritage = node.heritageClauses?.map((clause) => ` ${clause.getText()}`).join("") ?? "";
  const members = node.members.filter((member) => {
    const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
    const hidden = modifiers.some(({ kind }) =>
      [ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.OverrideKeyword].includes(kind),
    );
    return !hidden && !/^(static )?(readonly )?[#[]/.test(member.getText());
  });
  const lines = members.map((member) => {
    const { body } = member as { body?: ts.Node };
    const [comment] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
    const says = comment ? `  ${comment.getText().replace(/\n\s*\*/g, "\n   *")}\n` : "";
    const head = headOf(member, body).replace(/ = [^{[][^;]*;?$/, "");
    return `${says}  ${head.replace(/;$/, "")};`;
  });
  return `class ${node.name?.text}${heritage} {${lines.map((line) => `\n${line}`).join("")}${lines.length > 0 ? "\n" : ""}}`;
}

const bare = (text: string): string => text.replace(/^export (default )?/, "").trim();

/** The resources of a client: what its type says, and where they are made. */
export function resourcesOf(clientFile: string): Resource[] {
  const source = parse(clientFile);
  const imported = importsOf(source, clientFile);
  const type = source.statements.filter(ts.isTypeAliasDeclaration).find(({ name }) => name.text === "Client");
  if (!type || !ts.isTypeLiteralNode(type.type)) throw new Error("The client has no type");
  return type.type.members.filter(ts.isPropertySignature).flatMap((member) => {
    const made = /^ReturnType<typeof (\w+)>$/.exec(member.type?.getText() ?? "")?.[1];
    const file = made && imported.get(made);
    return made && file ? [{ ...resourceOf(file, made), name: member.name.getText(), file }] : [];
  });
}

/** Which file the names come from that a file imports. */
function importsOf(source: ts.SourceFile, file: string): Map<string, string> {
  const imported = new Map<string, string>();
  for (const node of source.statements.filter(ts.isImportDeclaration)) {
    const names = node.importClause?.namedBindings;
    if (names && ts.isNamedImports(names))
      for (const { name } of names.elements)
        imported.set(name.text, join(dirname(file), (node.moduleSpecifier as ts.StringLiteral).text));
  }
  return imported;
}

function resourceOf(file: string, name: string): Member {
  const source = parse(file);
  const node = source.statements.find((one) => namesOf(one).includes(name));
  if (!node) throw new Error(`${file} has no ${name}`);
  const made = ts.isVariableStatement(node) ? node.declarationList.declarations[0]?.initializer : node;
  const { body } = made as ts.ArrowFunction | ts.FunctionDeclaration;
  return {
    name,
    text: "",
    line: undefined,
    ...docOf(node),
    members: membersOf(answered(body), { locals: localsOf(body), file, imported: importsOf(source, file) }),
  };
}

/** What the members of a resource may lean on. */
type Ground = { locals: Map<string, ts.Expression>; file: string; imported: Map<string, string> };

function localsOf(body: ts.Node | undefined): Ground["locals"] {
  if (!body || !ts.isBlock(body)) return new Map();
  const constants = body.statements
    .filter(ts.isVariableStatement)
    .flatMap((one) => [...one.declarationList.declarations]);
  return new Map(
    constants.flatMap(({ name, initializer }) => (initializer ? [[name.getText(), initializer]] : [])),
  );
}

/** The members of a part that another function makes of the core alone: `people(core)`. */
function partOf(value: ts.Expression, { file, imported }: Ground): Member[] | undefined {
  if (!ts.isCallExpression(value) || value.arguments.length !== 1) return undefined;
  const name = value.expression.getText();
  return resourceOf(imported.get(name) ?? file, name).members;
}

/** The object that a function answers. */
function answered(body: ts.Node | undefined): ts.ObjectLiteralExpression {
  const block = body && ts.isBlock(body) ? body.statements.find(ts.isReturnStatement)?.expression : body;
  const inner = block && ts.isParenthesizedExpression(block) ? block.expression : block;
  if (!inner || !ts.isObjectLiteralExpression(inner)) throw new Error("A resource answers an object");
  return inner;
}

function membersOf(object: ts.ObjectLiteralExpression, ground: Ground): Member[] {
  return object.properties.flatMap((property) =>
    ts.isSpreadAssignment(property)
      ? (partOf(property.expression, ground) ?? [])
      : [memberOf(property, ground)],
  );
}

function memberOf(property: ts.ObjectLiteralElementLike, ground: Ground): Member {
  const name = property.name?.getText() ?? "";
  const own = { name, text: "", line: undefined, members: [], ...docOf(property) };
  if (ts.isMethodDeclaration(property)) return { ...own, text: headOf(property, property.body) };
  const value = ts.isPropertyAssignment(property) ? property.initializer : ground.locals.get(name);
  if (!value) throw new Error(`Where ${name} comes from is not known`);
  if (ts.isObjectLiteralExpression(value)) return { ...own, members: membersOf(value, ground) };
  const part = partOf(value, ground);
  if (part) return { ...own, members: part };
  const called = ts.isCallExpression(value) ? value.arguments[1] : undefined;
  if (called && ts.isStringLiteral(called)) return { ...own, line: called.text };
  return { ...own, text: headOf(value, ts.isArrowFunction(value) ? value.body : undefined) };
}
