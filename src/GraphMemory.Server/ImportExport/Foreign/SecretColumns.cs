namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>Columns whose name says that they hold a secret. A memory is read aloud to language models: no secret goes in.</summary>
internal static class SecretColumns
{
    private static readonly string[] Words =
        ["password", "passwd", "passphrase", "secret", "secrets", "credential", "credentials", "cookie", "authorization", "token", "bcrypt"];

    private static readonly string[] Phrases = ["api_key", "apikey", "private_key", "backup_tokens", "code_hash", "access_key", "client_key", "signing_key"];

    public static bool Has(string column)
    {
        var name = Snake(column);
        return Array.Exists(Phrases, phrase => name.Contains(phrase, StringComparison.Ordinal)) || name.Split('_').Any(word => Words.Contains(word, StringComparer.Ordinal));
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 && char.IsLower(name[i - 1]) ? $"_{char.ToLowerInvariant(c)}" : c is '-' or ' ' or '.' ? "_" : $"{char.ToLowerInvariant(c)}"));
}
