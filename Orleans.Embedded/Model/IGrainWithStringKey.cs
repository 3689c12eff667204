namespace Orleans;

/// <summary>A grain whose key is a string.</summary>
public interface IGrainWithStringKey : IGrain
{
}
