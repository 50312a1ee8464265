using System.Reflection;

namespace GraphMemory.Server.Hosting;

/// <summary>The version that the build stamped on the program.</summary>
internal static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
