using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Configuration;

/// <summary>Keys of the vectors. All are taken over while a server runs: a changed model re-embeds in the background.</summary>
internal static class VectorsKeys
{
    public const string Provider = "vectors.provider";
    public const string ModelPath = "vectors.model_path";
    public const string OnnxLibrary = "vectors.onnx_library";
    public const string Url = "vectors.url";
    public const string Model = "vectors.model";
    public const string ApiKey = "vectors.api_key";
    private const int TextLengthMax = 512;

    public static IEnumerable<ConfigurationKey> All =>
    [
        Of(Provider, KeyFormat.Choice(VectorsOptions.None, "onnx", "openai"), "What makes vectors of texts; none needs no model and no network",
            o => o.Provider, (o, v) => o with { Provider = v }),
        Of(ModelPath, KeyFormat.Path, "onnx: model file, with the vocab.txt of its WordPiece tokenizer beside it",
            o => o.ModelPath, (o, v) => o with { ModelPath = v }),
        Of(OnnxLibrary, KeyFormat.Path, "onnx: shared library of ONNX Runtime; looked for beside the program and in the system when not set",
            o => o.OnnxLibrary, (o, v) => o with { OnnxLibrary = v }),
        Of(Url, KeyFormat.Text("http or https address", IsAddress), "openai: base address of an OpenAI-compatible service, such as http://localhost:11434/v1",
            o => o.Url, (o, v) => o with { Url = v }),
        Of(Model, Short, "openai: name of the model", o => o.Model, (o, v) => o with { Model = v }),
        Of(ApiKey, Short, "openai: key that is sent as bearer token; empty sends none", o => o.ApiKey, (o, v) => o with { ApiKey = v }) with { IsSecret = true },
        Number("vectors.dimensions", 0, 4_096, "Numbers of a vector, where the model lets one choose; 0 takes the model's own",
            o => o.Dimensions, (o, v) => o with { Dimensions = v }),
        Number("vectors.batch", 1, 2_048, "Texts that are embedded at once", o => o.Batch, (o, v) => o with { Batch = v }),
        Number("vectors.tokens_max", 8, 8_192, "onnx: tokens of a text that the model reads", o => o.TokensMax, (o, v) => o with { TokensMax = v }),
        Number("vectors.timeout_ms", 100, 600_000, "Time one request to the provider may take in the background", o => o.TimeoutMs, (o, v) => o with { TimeoutMs = v }),
        Number("vectors.query_timeout_ms", 10, 60_000, "Time a question waits for its vector before text and graph answer alone",
            o => o.QueryTimeoutMs, (o, v) => o with { QueryTimeoutMs = v }),
        Number("vectors.exact_max", 100, 2_000_000, "Vectors of a workspace that are compared one by one; above, a graph is walked", o => o.ExactMax, (o, v) => o with { ExactMax = v }),
        Number("vectors.breadth", 10, 10_000, "Best vectors kept during such a walk: the more, the surer and the slower", o => o.Breadth, (o, v) => o with { Breadth = v }),
        Of("vectors.query_prefix", Short, "Put before a question, as some models want it (\"query: \")", o => o.QueryPrefix, (o, v) => o with { QueryPrefix = v }),
        Of("vectors.text_prefix", Short, "Put before a stored text (\"passage: \")", o => o.TextPrefix, (o, v) => o with { TextPrefix = v }),
    ];

    /// <summary>What a provider cannot do without.</summary>
    public static IEnumerable<FieldProblem> Check(VectorsOptions options)
    {
        if (options.Provider == "onnx" && options.ModelPath.Length == 0) { yield return new(ModelPath, "The provider onnx has no model", "Name its file, for example --set vectors.model_path=model.onnx."); }
        if (options.Provider != "openai") { yield break; }
        if (options.Url.Length == 0) { yield return new(Url, "The provider openai has no address", "Name its base address, for example http://localhost:11434/v1."); }
        if (options.Model.Length == 0) { yield return new(Model, "The provider openai has no model", "Name one that the service has, for example text-embedding-3-small."); }
        if (options.ApiKey.Length > 0 && Uri.TryCreate(options.Url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
        {
            yield return new(Url, "The key would cross the network unencrypted", "Use an https address.");
        }
    }

    private static KeyFormat<string> Short { get; } = KeyFormat.Text($"up to {TextLengthMax} characters on one line", text => text.Length <= TextLengthMax && !text.AsSpan().ContainsAny('\r', '\n', '\0'));

    private static ConfigurationKey Of<T>(
        string path, KeyFormat<T> format, string description, Func<VectorsOptions, T> get, Func<VectorsOptions, T, VectorsOptions> set) =>
        ConfigurationKey.Of(path, format, description, o => get(o.Vectors), (o, v) => o with { Vectors = set(o.Vectors, v) }) with { IsReloadable = true };

    private static ConfigurationKey Number(
        string path, int min, int max, string description, Func<VectorsOptions, int> get, Func<VectorsOptions, int, VectorsOptions> set) =>
        Of(path, KeyFormat.Integer(min, max), description, get, set);

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0 && text.Length <= TextLengthMax;
}
