using System.CodeDom.Compiler;
using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GraphMemory.Tests.Architecture;

/// <summary>Nothing that changes is shared by accident: a static is a constant, or it is not there.</summary>
public sealed class StaticStateTests
{
    private static readonly string[] AssemblyNames = ["GraphMemory.Kernels", "GraphMemory.Engine", "GraphMemory.Sqlite", "graphmemory"];

    [Theory]
    [InlineData(typeof(Assigned), nameof(Assigned.Count))]
    [InlineData(typeof(Filled), nameof(Filled.Names))]
    public void A_mutable_static_is_found(Type type, string field) => Assert.Contains($"{type.FullName}.{field}", MutableStatics([type]));

    [Fact]
    public void No_static_state_can_change() =>
        Assert.Empty(MutableStatics(AssemblyNames.SelectMany(name => Assembly.Load(name).GetTypes())));

    private static IEnumerable<string> MutableStatics(IEnumerable<Type> types) =>
        from type in types
        where !IsGenerated(type)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !field.IsLiteral && !field.IsDefined(typeof(GeneratedCodeAttribute))
        where !field.IsInitOnly || IsMutableCollection(field.FieldType)
        select $"{type.FullName}.{field.Name}";

    private static bool IsGenerated(Type? type) => type is not null
        && (type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.IsDefined(typeof(GeneratedCodeAttribute)) || IsGenerated(type.DeclaringType));

    private static bool IsMutableCollection(Type type) => type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable))
        && type.Namespace is "System.Collections.Generic" or "System.Collections.Concurrent" && type.IsClass;

    private static class Assigned
    {
        public static int Count = 1;
    }

    private static class Filled
    {
        public static readonly List<int> Names = [];
    }
}
