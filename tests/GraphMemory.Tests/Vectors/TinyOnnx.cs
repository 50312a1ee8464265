using System.Text;

namespace GraphMemory.Tests.Vectors;

/// <summary>
/// A sentence model of a few hundred bytes, written down by hand in the wire format of Protocol Buffers (https://protobuf.dev/programming-guides/encoding):
/// each token id looks up its row of a table.
/// </summary>
internal static class TinyOnnx
{
    private const int Float = 1, Int64 = 7;

    /// <param name="table">One row per piece of the vocabulary.</param>
    /// <param name="isPooled">The model itself takes the mean over all tokens, padding included.</param>
    public static byte[] Model(float[][] table, bool isPooled = false, params string[] inputs)
    {
        if (inputs.Length == 0) { inputs = ["input_ids", "attention_mask", "token_type_ids"]; }
        var output = isPooled ? "sentence_embedding" : "last_hidden_state";
        var nodes = isPooled
            ? new[] { Node("Gather", ["table", inputs[0]], "rows"), Node("ReduceMean", ["rows"], output, Message(5, [.. Text(1, "axes"), .. Number(8, 1), .. Number(20, 7)]), Message(5, [.. Text(1, "keepdims"), .. Number(3, 0), .. Number(20, 2)])) }
            : [Node("Gather", ["table", inputs[0]], output)];
        byte[] graph =
        [
            .. nodes.SelectMany(node => Message(1, node)), .. Text(2, "tiny"), .. Message(5, Table(table)),
            .. inputs.SelectMany(name => Message(11, Value(name, Int64, 2))), .. Message(12, Value(output, Float, isPooled ? 2 : 3)),
        ];
        return [.. Number(1, 8), .. Message(8, Number(2, 13)), .. Message(7, graph)];
    }

    private static byte[] Node(string type, string[] inputs, string output, params byte[][] attributes) =>
        [.. inputs.SelectMany(input => Text(1, input)), .. Text(2, output), .. Text(3, $"{type}-node"), .. Text(4, type), .. attributes.SelectMany(attribute => attribute)];

    private static byte[] Table(float[][] table) =>
    [
        .. Number(1, table.Length), .. Number(1, table[0].Length), .. Number(2, Float), .. Text(8, "table"),
        .. Message(9, [.. table.SelectMany(row => row).SelectMany(BitConverter.GetBytes)]),
    ];

    /// <summary>A tensor whose sizes are all free.</summary>
    private static byte[] Value(string name, int type, int rank)
    {
        byte[] shape = [.. Enumerable.Range(0, rank).SelectMany(axis => Message(1, Text(2, $"{name}{axis}")))];
        return [.. Text(1, name), .. Message(2, Message(1, [.. Number(1, type), .. Message(2, shape)]))];
    }

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] bytes) => [.. Varint((field << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static byte[] Number(int field, long value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Varint(long value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) { bytes.Add((byte)(value | 0x80)); }
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
