namespace Orleans;

/// <summary>The type crosses grain boundaries: exactly its members with an <see cref="IdAttribute"/> are carried.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
}
