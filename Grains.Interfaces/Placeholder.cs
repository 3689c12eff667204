namespace OrleansChat;
