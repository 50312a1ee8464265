using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.ImportExport.Pipeline;

/// <summary>What is said of something, in a word.</summary>
internal static class PolarityText
{
    public static string Of(Polarity polarity) => polarity switch
    {
        Polarity.Denied => "denied",
        Polarity.Retracted => "retracted",
        _ => "affirmed",
    };

    public static Polarity? Parse(string? text) => text switch
    {
        "denied" => Polarity.Denied,
        "retracted" => Polarity.Retracted,
        "affirmed" => Polarity.Affirmed,
        _ => null,
    };
}
