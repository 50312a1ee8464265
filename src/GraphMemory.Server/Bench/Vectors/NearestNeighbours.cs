using GraphMemory.Engine.Vectors;
using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Server.Bench.Vectors;

/// <summary>The truth that approximate answers are held against: every float32 row against every question.</summary>
internal static class NearestNeighbours
{
    private const int RowsPerPart = 4_096;

    public static TopK[] Of(VectorFile file, float[][] questions, int count)
    {
        TopK[] nearest = [.. questions.Select(_ => new TopK(count))];
        var gate = new Lock();
        Parallel.For(0, (file.Rows + RowsPerPart - 1) / RowsPerPart, part =>
        {
            TopK[] own = [.. questions.Select(_ => new TopK(count))];
            for (var row = part * RowsPerPart; row < Math.Min(file.Rows, (part + 1) * RowsPerPart); row++)
            {
                var values = file.Values(row);
                for (var i = 0; i < questions.Length; i++) { own[i].Offer(new Hit(0, row, FloatVector.Dot(questions[i], values))); }
            }

            lock (gate)
            {
                for (var i = 0; i < own.Length; i++)
                {
                    foreach (var hit in own[i].Ranked()) { nearest[i].Offer(hit); }
                }
            }
        });
        return nearest;
    }
}
