using System.Text.Json;

namespace GraphMemory.Server.Http;

/// <summary>What reading the JSON of a caller throws when the mistake is the caller's.</summary>
internal static class JsonFaults
{
    private static readonly string JsonLibrary = typeof(JsonElement).Assembly.GetName().Name!;

    /// <summary>Text that is no Unicode comes to light only when it is asked for, and then as an invalid operation.</summary>
    public static bool IsBadJson(Exception fault) => fault is JsonException || (fault is InvalidOperationException && fault.Source == JsonLibrary);
}
