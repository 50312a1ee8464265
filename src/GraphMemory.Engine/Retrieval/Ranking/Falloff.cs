namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>How much a place in a text counts: e^(−place / scale).</summary>
internal static class Falloff
{
    private static readonly double[] Near = [.. Enumerable.Range(0, 64).Select(Of)];

    public static double At(int place) => place < Near.Length ? Near[place] : Of(place);

    private static double Of(int place) => Math.Exp(-place / RankingParameters.PositionScale);
}
