namespace Orleans.Embedded;

/// <summary>A turn of the engine's own; other turns are continuations, which are tasks. Nothing may escape from <see cref="Run"/>.</summary>
internal abstract class Turn
{
    public abstract void Run();
}
