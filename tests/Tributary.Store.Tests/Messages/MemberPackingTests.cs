using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store.Tests;

public sealed class MemberPackingTests
{
    [Fact]
    public void Pack_WhenUnpacked_ThenEveryPropertyIsBack()
    {
        // Any text, lone surrogates and NUL too; values of every property by reflection, so that a new one cannot be forgotten.
        var seeds = Gen.ArrayOf(Gen.Choose(0, int.MaxValue)).Sample(300, 30);
        foreach (var seed in seeds)
        {
            var random = new Random(seed.Aggregate(17, HashCode.Combine));
            var member = (ThreadMember)Make(typeof(ThreadMember), random)!;
            ImmutableArray<long> keys = [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.NextInt64(long.MinValue, long.MaxValue))];

            var (back, backKeys) = MemberPacking.Unpack(MemberPacking.Pack(member, keys));

            Show(back).ShouldBe(Show(member));
            backKeys.ShouldBe(keys);
        }
    }

    [Fact]
    public void Pack_WhenTypical_ThenSmall()
    {
        var member = new ThreadMember
        {
            Id = new("20260301120000.1234-2-ada@example.org"),
            Kind = MailKind.Patch,
            From = new("Ada Author", "ada@example.org"),
            Date = DateTimeOffset.UnixEpoch,
            Subject = PatchSubject.Parse("[PATCH bpf-next v3 1/7] bpf: Let the verifier see further"),
            Ancestors = [new("20260301120000.1234-1-ada@example.org")],
            Files = ["kernel/bpf/verifier.c"],
        };

        MemberPacking.Pack(member, [1, 2, 3, 4]).Length.ShouldBeLessThan(300);
    }

    [Fact]
    public void Unpack_WhenOfAnotherVersion_ThenSaysWhatToDo() =>
        Should.Throw<DatabaseException>(() => MemberPacking.Unpack([99, 1, 2])).Message.ShouldContain("trib rebuild");

    private static object? Make(Type type, Random random)
    {
        if (type == typeof(string)) return new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(random.Next(3) == 0 ? 0x10000 : 0x7f))]);
        if (type == typeof(bool)) return random.Next(2) == 1;
        if (type == typeof(int)) return random.Next(int.MinValue, int.MaxValue);
        if (type == typeof(uint)) return (uint)random.Next();
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.UnixEpoch.AddTicks(random.NextInt64(1L << 55));
        if (type.IsEnum) return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length));
        if (Nullable.GetUnderlyingType(type) is { } inner) return random.Next(2) == 0 ? null : Make(inner, random);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return MakeArray(type.GetGenericArguments()[0], random);
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, random))]);
        foreach (var property in Settable(type)) property.SetValue(made, IsNullable(property) && random.Next(2) == 0 ? null : Make(property.PropertyType, random));
        return made;
    }

    private static object MakeArray(Type element, Random random)
    {
        var array = Array.CreateInstance(element, random.Next(4));
        for (var i = 0; i < array.Length; i++) array.SetValue(Make(element, random), i);
        return typeof(ImmutableArray).GetMethods().First(method => method.Name == "Create" && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(element).Invoke(obj: null, [array])!;
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static bool IsNullable(PropertyInfo property) => new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => string.Join(' ', text.Select(c => (int)c)) + ";",
        IEnumerable list => $"[{string.Join(',', list.Cast<object>().Select(Show))}]",
        _ when value.GetType() is var type && (type.IsPrimitive || type.IsEnum || value is DateTimeOffset) => value.ToString() ?? "",
        _ => $"{{{string.Join(',', Settable(value.GetType()).Select(property => $"{property.Name}={Show(property.GetValue(value))}"))}}}",
    };
}
