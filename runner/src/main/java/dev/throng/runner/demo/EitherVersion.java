package dev.throng.runner.demo;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.util.List;

/** Speaks HTTP/2 with clients that begin so, and HTTP/1.1 with all others. Gone as soon as that is known. */
final class EitherVersion extends ByteToMessageDecoder {
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int MAX_STREAMS = 1000;

    /** No method of HTTP/1.1 begins so. */
    private static final byte[] HTTP_2 = {'P', 'R', 'I', ' '};

    private final ChannelHandler api;

    /** @param api takes whole requests of HTTP/1.1 */
    EitherVersion(ChannelHandler api) {
        this.api = api;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < HTTP_2.length) {
            return;
        }
        ChannelPipeline pipeline = context.pipeline();
        if (begins(in)) {
            pipeline.addLast(
                    Http2FrameCodecBuilder.forServer()
                            .initialSettings(Http2Settings.defaultSettings().maxConcurrentStreams(MAX_STREAMS))
                            .build(),
                    new Http2MultiplexHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel stream) {
                            speak(stream.pipeline(), new Http2StreamFrameToHttpObjectCodec(true));
                        }
                    }));
        } else {
            speak(pipeline, new HttpServerCodec());
        }
        pipeline.remove(this);
    }

    private static boolean begins(ByteBuf in) {
        for (int i = 0; i < HTTP_2.length; i++) {
            if (in.getByte(in.readerIndex() + i) != HTTP_2[i]) {
                return false;
            }
        }
        return true;
    }

    private void speak(ChannelPipeline pipeline, ChannelHandler codec) {
        pipeline.addLast(codec, new HttpObjectAggregator(MAX_BODY_BYTES), api);
    }
}
