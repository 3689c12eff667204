using System.Text;
using OrleansChat.Messages;
using OrleansChat.Users;

namespace OrleansChat.Tests.Messages;

/// <summary>The revoke message of contract.md 6.9, byte for byte.</summary>
public sealed class SingleRevokeTests
{
    [Fact]
    public void It_is_the_contracts_example()
    {
        var command = new RevokeMessage
        {
            Sender = new MessageParty(new UserId(41), Guid.NewGuid(), "Lin", "https://files.example/a.png"),
            MessageId = Guid.Parse("3f0e8c1a-5b7d-4a52-9c1e-0d6f2b9a7e11"),
        };
        var receiver = new MessageParty(new UserId(52), Guid.NewGuid(), "Wu", "https://files.example/d.png");
        Assert.Equal(
            """{"id":"3f0e8c1a-5b7d-4a52-9c1e-0d6f2b9a7e11","from_id":41,"from_name":"Lin","from_avatar":"https://files.example/a.png","to_id":52,"to_name":"Wu","to_avatar":"https://files.example/d.png","chatType":"single","type":"systemNotice","actionType":"revoke","data":{"data":"Lin撤回了一条消息","dataType":false,"otherData":null},"options":{},"create_time":1800000002990,"isremove":0,"group":null}""",
            Encoding.UTF8.GetString(SingleRevoke.Write(command, receiver, 1_800_000_002_990)));
    }
}
