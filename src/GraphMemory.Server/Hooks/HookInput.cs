using System.Text.Json;

namespace GraphMemory.Server.Hooks;

/// <summary>What a client says about the event, on stdin. Clients differ and add fields; what is missing is empty.</summary>
/// <param name="Folder">Where the client works.</param>
/// <param name="Transcript">Path of the conversation so far, as JSON Lines.</param>
internal sealed record HookInput(string Folder, string Prompt, string Session, string Transcript)
{
    private const int BytesMax = 1 << 20;

    /// <summary>Null when it is no JSON object, or too large to be one.</summary>
    public static HookInput? Read(Stream input)
    {
        var buffer = new byte[16 << 10];
        var length = 0;
        for (var read = 1; read > 0; length += read)
        {
            if (length == buffer.Length)
            {
                if (length >= BytesMax) { return null; }
                Array.Resize(ref buffer, length * 2);
            }

            read = input.Read(buffer, length, buffer.Length - length);
        }

        return Parse(buffer.AsMemory(0, length));
    }

    private static HookInput? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) { return null; }
            var root = document.RootElement;
            return new(FolderOf(root), Text(root, "prompt"), Text(root, "session_id") is { Length: > 0 } id ? id : Text(root, "conversation_id"), Text(root, "transcript_path"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string FolderOf(JsonElement root)
    {
        if (Text(root, "cwd") is { Length: > 0 } folder) { return folder; }
        return root.TryGetProperty("workspace_roots", out var roots) && roots.ValueKind == JsonValueKind.Array && roots.GetArrayLength() > 0
            && roots[0].ValueKind == JsonValueKind.String ? roots[0].GetString()! : "";
    }

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
