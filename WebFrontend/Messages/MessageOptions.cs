using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Messages;

/// <summary>What a message may carry. Section <c>Chat:Messages</c>.</summary>
internal sealed class MessageOptions
{
    /// <summary>Bytes of a message's content object as JSON; more is answered 422. Default 65,536.</summary>
    [Range(256, 1_048_576)]
    public int DataBytesMax { get; set; } = 65_536;

    /// <summary>Bytes of a message's decoded options; more counts as undecodable and becomes null (contract.md (b) 23). Default 16,384.</summary>
    [Range(0, 1_048_576)]
    public int OptionsBytesMax { get; set; } = 16_384;
}
