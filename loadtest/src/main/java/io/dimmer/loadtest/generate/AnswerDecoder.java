package io.dimmer.loadtest.generate;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Netty's decoder, which has to be told when answers have no body: it does not see the requests. */
final class AnswerDecoder extends HttpResponseDecoder {
    private final ClientConnection connection;

    AnswerDecoder(ClientConnection connection) {
        this.connection = connection;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return connection.awaitsNoBody() || super.isContentAlwaysEmpty(message);
    }
}
