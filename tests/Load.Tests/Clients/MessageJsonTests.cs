using System.Text;
using OrleansChat.Load.Clients;

namespace OrleansChat.Tests.Clients;

public sealed class MessageJsonTests
{
    [Theory]
    [InlineData("""{"data":"你好","dataType":false,"otherData":null}""")]
    [InlineData("\"{\\\"data\\\":\\\"你好\\\"}\"")]
    public void The_text_of_a_message_is_read_from_an_object_and_from_json_text(string data)
    {
        var frame = Encoding.UTF8.GetBytes($$$"""{"type":"singleChat","data":{"id":"i","from_id":4,"to_id":5,"data":{{{data}}}}}""");
        Assert.Equal(new PushedMessage("i", 4, 5, "你好"), MessageJson.ReadFrame(frame));
    }

    [Theory]
    [InlineData("""{"type":"system","data":"welcome"}""")]
    [InlineData("""{"type":"ping"}""")]
    [InlineData("""{"msg":"fail","data":"text"}""")]
    [InlineData("""{"type":"singleChat","data":{"id":"i","from_id":"redirect-setPassword-4","to_id":4,"data":{"data":"text"}}}""")]
    public void Frames_that_are_no_message_of_a_user_are_skipped(string frame) =>
        Assert.Null(MessageJson.ReadFrame(Encoding.UTF8.GetBytes(frame)));

    [Theory]
    [InlineData("no json")]
    [InlineData("""{"type":"singleChat","data":{"id":"i","from_id":4,"to_id":5,"data":"no json"}}""")]
    [InlineData("""{"type":"singleChat","data":{"from_id":4}}""")]
    public void A_frame_of_a_wrong_shape_is_kept_for_the_checker(string frame) =>
        Assert.Equal(frame, MessageJson.ReadFrame(Encoding.UTF8.GetBytes(frame))!.Payload);

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    public void Overload_and_failure_leave_the_outcome_unknown(int status) =>
        Assert.IsType<SentUnknown>(MessageJson.ReadAnswer(status, []));

    [Fact]
    public void A_business_failure_is_a_definite_no() =>
        Assert.Equal(new SentRefused(400, "no"), MessageJson.ReadAnswer(400, Encoding.UTF8.GetBytes("""{"msg":"fail","data":"no"}""")));
}
