// Starts `assay lsp` and connects the editor to it.
const { workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

async function activate() {
    const command = workspace.getConfiguration("assay").get("path", "assay");
    const server = { command, args: ["lsp"], transport: TransportKind.stdio };
    const options = { documentSelector: [{ language: "assay" }] };
    client = new LanguageClient("assay", "Assay", server, options);
    await client.start();
}

async function deactivate() {
    await client?.stop();
}

module.exports = { activate, deactivate };
