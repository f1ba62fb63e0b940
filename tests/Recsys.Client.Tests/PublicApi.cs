using System.Reflection;
using System.Text;

namespace Recsys.Client.Tests;

/// <summary>The public surface of an assembly as text, one member a line, in an order that does not change.</summary>
internal static class PublicApi
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static string Describe(Assembly assembly, params Type[] more)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().Concat(more).OrderBy(type => type.FullName, Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.FullName).Append('\n');
            foreach (string member in Members(type).Distinct().Order(Ordinal))
                text.Append("  ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    private static StringComparer Ordinal => StringComparer.Ordinal;

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsSealed ? "sealed class" : "class";

    private static IEnumerable<string> Members(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && !type.IsEnum && !type.IsValueType)
            yield return $": {Name(parent)}";
        foreach (var field in type.GetFields(Own).Where(field => field.IsPublic && !field.IsSpecialName))
            yield return $"field {Name(field.FieldType)} {field.Name}" + (field.IsLiteral ? $" = {Value(field)}" : "");
        foreach (var property in type.GetProperties(Own).Where(IsVisible))
            yield return $"property {Name(property.PropertyType)} {property.Name} {{{Accessors(property)}}}";
        foreach (var constructor in type.GetConstructors(Own).Where(one => one.IsPublic && !one.IsStatic))
            yield return $"constructor({Parameters(constructor)})";
        foreach (var method in type.GetMethods(Own).Where(method => method.IsPublic && !method.IsSpecialName))
            yield return $"{(method.IsStatic ? "static " : "")}method {Name(method.ReturnType)} {method.Name}"
                + $"({Parameters(method)})";
    }

    private static bool IsVisible(PropertyInfo property) =>
        property.GetMethod is { IsPublic: true } || property.SetMethod is { IsPublic: true };

    private static string Accessors(PropertyInfo property) =>
        (property.GetMethod is { IsPublic: true } ? " get;" : "")
        + (property.SetMethod is { IsPublic: true } set ? IsInit(set) ? " init;" : " set;" : "") + " ";

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers()
        .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(one =>
        $"{Name(one.ParameterType)} {one.Name}" + (one.HasDefaultValue ? $" = {one.DefaultValue ?? "default"}" : "")));

    private static string Value(FieldInfo field) => field.DeclaringType!.IsEnum
        ? Convert.ToInt64(field.GetRawConstantValue(), null).ToString((IFormatProvider?)null)
        : $"\"{field.GetRawConstantValue()}\"";

    private static string Name(Type type) =>
        !type.IsGenericType ? type.FullName ?? type.Name
        : $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}<"
            + string.Join(", ", type.GetGenericArguments().Select(Name)) + ">";
}
