using FsCheck;
using FsCheck.Fluent;
using OrleansChat.Auth;

namespace OrleansChat.Tests.Auth;

public sealed class GenerationsTests
{
    [Fact]
    public void It_keeps_the_newest_and_never_shows_another_value() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll<(byte Key, byte Action)[]>(steps =>
        {
            const int bound = 4;
            var map = new Generations<int, int>(bound);
            var model = new Dictionary<int, int>();
            for (var i = 0; i < steps.Length; i++)
            {
                var key = steps[i].Key % 12;
                if (steps[i].Action % 4 == 0)
                {
                    map.Remove(key);
                    model.Remove(key);
                }
                else
                {
                    map.Set(key, i);
                    model[key] = i;
                    if (!map.TryGet(key, out var own) || own != i) return false;
                }

                if (map.Count > 2 * bound) return false;
                foreach (var each in Enumerable.Range(0, 12))
                {
                    if (map.TryGet(each, out var value) && (!model.TryGetValue(each, out var expected) || value != expected)) return false;
                }
            }

            return true;
        }));
}
