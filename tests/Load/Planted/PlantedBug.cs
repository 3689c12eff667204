using OrleansChat.Load.Checking;

namespace OrleansChat.Load.Planted;

/// <summary>A known bug as a patch, and what the checker must say about a server that has it.</summary>
/// <param name="Name">The patch is <c>NAME.patch</c> beside this file.</param>
/// <param name="Expected">At least one of these kinds must be reported; another kind alone means that something else is broken.</param>
internal sealed record PlantedBug(string Name, params ViolationKind[] Expected)
{
    public static readonly IReadOnlyList<PlantedBug> All =
    [
        // The answer leaves before the transaction: a kill in between loses what was answered.
        new("answer-before-commit", ViolationKind.Loss),
        // The cursor follows what was written to the socket: frames on the way at a cut are never sent again.
        new("cursor-before-receipt", ViolationKind.Loss),
        // The closing socket takes the newer one of its app out of the register: it stays open and gets nothing more.
        new("replaced-socket-unregisters", ViolationKind.Loss, ViolationKind.Late),
    ];
}
