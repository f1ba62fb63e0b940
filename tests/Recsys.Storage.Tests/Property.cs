using FsCheck;
using FsCheck.Fluent;

namespace Recsys.Storage.Tests;

/// <summary>Property tests with a fixed seed: the same cases on every run.</summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> cases, Func<T, bool> property, int count = 200) =>
        Prop.ForAll(cases.ToArbitrary(), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20261121, 7).WithQuietOnSuccess(true));
}
