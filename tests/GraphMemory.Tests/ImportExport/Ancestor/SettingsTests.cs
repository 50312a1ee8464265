using System.Text;
using CsCheck;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.Ancestor.Settings;
using GraphMemory.Tests.ImportExport.Foreign;

namespace GraphMemory.Tests.ImportExport.Ancestor;

public sealed class SettingsTests : IDisposable
{
    private const string Environment = """
        # production
        export SERVER_HOST=127.0.0.1
        SERVER_PORT="9000"   # the port
        LOG_LEVEL=WARN
        CORS_ORIGINS=["http://localhost:3000", "http://localhost:8080"]
        DATABASE_URL=postgresql://me:word@localhost/db
        REDIS_URL=redis://localhost
        SECRET_KEY=very-secret
        FEATURE_X=on
        RATE_LIMIT_PER_MINUTE=many
        KUZU_READ_ONLY=yes
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_setting_is_told_as_a_key_of_ours_or_with_the_reason_why_not()
    {
        var told = Told(_folder.File("settings.env", Environment));

        Assert.Contains("SERVER_HOST: is server.bind = 127.0.0.1", told);
        Assert.Contains("SERVER_PORT: is server.port = 9000", told);
        Assert.Contains("LOG_LEVEL: is logging.level = warning", told);
        Assert.Contains("CORS_ORIGINS: is server.allowed_origins = http://localhost:3000,http://localhost:8080", told);
        Assert.Contains("DATABASE_URL: there is one store, a folder", told);
        Assert.Contains("SECRET_KEY: a secret, which stays where it is", told);
        Assert.Contains("FEATURE_X: nothing here depends on it", told);
        Assert.Contains("KUZU_READ_ONLY: is store.read_only = true", told);
        Assert.Contains(told, line => line.StartsWith("RATE_LIMIT_PER_MINUTE: is server.rate_limit_per_minute, but its value is not allowed", StringComparison.Ordinal));
        Assert.DoesNotContain(told, line => line.Contains("very-secret", StringComparison.Ordinal) || line.Contains("word@", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plugin.json", """{"serverUrl": "http://localhost:8123", "auth": {"method": "jwt", "token": "very-secret"}, "logLevel": "info"}""")]
    [InlineData("plugin.yaml", "serverUrl: http://localhost:8123\nauth:\n  method: jwt\n  token: very-secret\nlogLevel: info\n")]
    public void The_configuration_of_a_plugin_is_understood_too(string name, string text)
    {
        var told = Told(_folder.File(name, text));

        Assert.Contains("serverUrl: is server.port = 8123", told);
        Assert.Contains("logLevel: is logging.level = information", told);
        Assert.Contains("auth.token: a secret, which stays where it is", told);
        Assert.DoesNotContain(told, line => line.Contains("very-secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a = b\n")]
    [InlineData("Meeting notes\nHOST: Anna\nPORT: none, and a long sentence\nthis line: has words, and more\n")]
    [InlineData("{\"x\": 1}")]
    public void Other_texts_are_not_taken_for_settings(string text)
    {
        using var source = ImportSource.At(_folder.File("x.txt", text));

        Assert.Equal(Likeness.None, new SettingsFormat().LikenessOf(new SourceSample(source)));
    }

    [Fact]
    public void What_is_a_key_of_ours_is_written_beside_what_stands_there()
    {
        var (source, configuration) = (_folder.File("settings.env", Environment), _folder.File("config.json", """
            { // mine
              "server": {"port": 7000}
            }
            """));
        var written = SettingsWriting.Write(source, configuration).Value;
        var text = File.ReadAllText(configuration);
        var read = ConfigurationFile.Read(configuration).Value.ToDictionary(entry => entry.Path, entry => entry.Value);

        Assert.Equal(["server.bind", "logging.level", "server.allowed_origins", "store.read_only"], written);
        Assert.Contains("// mine", text, StringComparison.Ordinal);
        Assert.Equal(("7000", "127.0.0.1", "true", "warning"), (read["server.port"], read["server.bind"], read["store.read_only"], read["logging.level"]));
        Assert.Equal("http://localhost:3000,http://localhost:8080", read["server.allowed_origins"]);
        Assert.Empty(SettingsWriting.Write(source, configuration).Value);
        Assert.Equal(text, File.ReadAllText(configuration));
    }

    [Fact]
    public void A_new_configuration_is_made_and_a_broken_one_is_left_alone()
    {
        var source = _folder.File("settings.env", Environment);
        Assert.Contains("server.port", SettingsWriting.Write(source, Path.Combine(_folder.Path, "new.json")).Value);

        Assert.Equal(ImportProblems.FileFault, SettingsWriting.Write(source, _folder.File("broken.json", "{")).Problem!.Code);
        Assert.Equal("{", File.ReadAllText(Path.Combine(_folder.Path, "broken.json")));
        Assert.Equal(ImportProblems.FileFault, SettingsWriting.Write("/nowhere/at/all", Path.Combine(_folder.Path, "x.json")).Problem!.Code);
    }

    [Fact]
    public void No_bytes_make_it_throw_or_hang() => Gen.OneOf(
        Mutation.Of(Encoding.UTF8.GetBytes(Environment)),
        Mutation.Of("{\"serverUrl\": \"http://localhost:1\", \"a\": {\"b\": [1]}}"u8.ToArray()),
        Mutation.Of("a:\n  b:\n    c: d\n  e: f\n"u8.ToArray())).Sample(bytes =>
    {
        foreach (var (name, value, _) in SettingLines.Of(Encoding.UTF8.GetString(bytes))) { Assert.NotEmpty(KnownSettings.Fate(name, value).Why); }
    }, iter: 3_000);

    private static List<string> Told(string path)
    {
        Assert.Equal("settings", MemoryFormats.Choose(MemoryFormats.Create(), null, path).Value.Name);
        using var source = ImportSource.At(path);
        return [.. new SettingsFormat().Read(source, ImportOptions.Default).Cast<LostItem>().Select(lost => lost.What)];
    }
}
