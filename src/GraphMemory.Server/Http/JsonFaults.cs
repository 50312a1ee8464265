using System.Text.Json;

namespace GraphMemory.Server.Http;

/// <summary>What reading the JSON of a caller throws when the mistake is the caller's.</summary>
internal static class JsonFaults
{
    /// <summary>How the library marks an exception of its readers that is about the text, and not about how it was called.</summary>
    private const string AboutTheText = "System.Text.Json.Rethrowable";

    /// <summary>Text that is no Unicode comes to light only when it is asked for, and then as an invalid operation.</summary>
    public static bool IsBadJson(Exception fault) => fault is JsonException || (fault is InvalidOperationException && fault.Source == AboutTheText);
}
