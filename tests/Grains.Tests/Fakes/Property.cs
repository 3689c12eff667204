using FsCheck;
using FsCheck.Fluent;

namespace OrleansChat.Tests;

/// <summary>Properties over scripts: a list of numbers that the test reads as operations, so that a failing one shrinks by itself.</summary>
internal static class Property
{
    /// <summary>Checks a property of generated scripts; the test throws when it does not hold.</summary>
    public static void OfScripts(Action<Script> test, int scripts = 500) =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            bytes =>
            {
                test(new Script(bytes));
                return true;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(scripts).WithEndSize(120));
}
