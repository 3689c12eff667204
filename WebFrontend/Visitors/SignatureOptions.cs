using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Visitors;

/// <summary>What the visitor endpoints are signed with. Section <c>Chat:Visitors</c>.</summary>
internal sealed class SignatureOptions
{
    /// <summary>
    /// The constant that is compiled into the clients; whoever has a client has it, so it keeps out accidents and not attackers.
    /// Default: the published value (contract.md 6.3).
    /// </summary>
    [Required, MinLength(1)]
    public string Salt { get; set; } = "45ncashdaksh2!#@3nxjdas*_259";
}
