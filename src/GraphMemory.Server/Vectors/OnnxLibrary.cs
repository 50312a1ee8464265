using System.Runtime.InteropServices;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;
using Microsoft.ML.OnnxRuntime;

namespace GraphMemory.Server.Vectors;

/// <summary>
/// The shared library of ONNX Runtime. It is not part of the program: who uses no local model neither downloads it nor loads it.
/// </summary>
internal static class OnnxLibrary
{
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["onnxruntime.dll"]
        : OperatingSystem.IsMacOS() ? ["libonnxruntime.dylib"]
        : ["libonnxruntime.so", "libonnxruntime.so.1"];

    /// <summary>Loads it once for the process. Null when it is there.</summary>
    public static Problem? Load(string configured)
    {
        if (Candidates(configured).Select(path => NativeLibrary.TryLoad(path, out var handle) ? handle : 0).FirstOrDefault(handle => handle != 0) is not (not 0 and var library))
        {
            return OnnxProvider.Unusable(
                VectorsKeys.OnnxLibrary, configured.Length > 0 ? $"{configured} cannot be loaded" : "The library of ONNX Runtime was not found",
                $"Put {Names[0]} (ONNX Runtime 1.17 or newer) beside the program, or name its path.");
        }

        OrtEnv.DisableDllImportResolver = true; // it looks in the folders of a NuGet package, which this program has not
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(OrtEnv).Assembly, (name, _, _) => name.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase) ? library : 0);
        }
        catch (InvalidOperationException)
        {
            // An earlier model of this process said where it is; a native library is bound once.
        }

        return null;
    }

    private static IEnumerable<string> Candidates(string configured) =>
        configured.Length > 0 ? [configured] : [.. Names.Select(name => Path.Combine(AppContext.BaseDirectory, name)), .. Names];
}
