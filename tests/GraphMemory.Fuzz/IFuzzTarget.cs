using System.Collections.Immutable;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Fuzz;

/// <summary>One door of the product that takes bytes from outside.</summary>
internal interface IFuzzTarget : INamed
{
    /// <summary>Good inputs to begin with; what is found on the way joins them.</summary>
    ImmutableArray<byte[]> Seeds { get; }

    /// <summary>Words of the input's language that chance would take long to spell.</summary>
    ImmutableArray<string> Words { get; }

    /// <summary>Hands one input to the door and checks what comes back.</summary>
    /// <exception cref="FindingException">The door broke a rule that it promises to keep.</exception>
    void Execute(byte[] input);
}

/// <summary>What a door did that it must never do. Any other exception that leaves a target is a finding too.</summary>
internal sealed class FindingException(string message, Exception? inner = null) : Exception(message, inner);
