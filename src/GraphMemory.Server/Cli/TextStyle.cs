namespace GraphMemory.Server.Cli;

/// <summary>
/// Colour on a terminal, plain text elsewhere; NO_COLOR (no-color.org) and TERM=dumb turn it off, CLICOLOR_FORCE (bixense.com/clicolors)
/// turns it on where there is no terminal.
/// </summary>
internal readonly record struct TextStyle(bool HasColour)
{
    public static TextStyle Of(CliEnvironment environment) => new((environment.Terminal.IsOutput || IsForced(environment)) && Wants(environment));

    public static TextStyle OfError(CliEnvironment environment) => new((environment.Terminal.IsError || IsForced(environment)) && Wants(environment));

    public string Bold(string text) => Paint("1", text);

    public string Dim(string text) => Paint("2", text);

    public string Red(string text) => Paint("31", text);

    public string Green(string text) => Paint("32", text);

    public string Yellow(string text) => Paint("33", text);

    public string Cyan(string text) => Paint("36", text);

    private string Paint(string code, string text) => HasColour && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;

    private static bool IsForced(CliEnvironment environment) => environment.Variables.GetValueOrDefault("CLICOLOR_FORCE") is not (null or "" or "0");

    private static bool Wants(CliEnvironment environment) =>
        environment.Variables.GetValueOrDefault("NO_COLOR") is null or "" && (environment.Variables.GetValueOrDefault("TERM") != "dumb" || IsForced(environment));
}
