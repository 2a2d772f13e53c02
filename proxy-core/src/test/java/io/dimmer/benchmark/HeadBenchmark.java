package io.dimmer.benchmark;

import io.dimmer.wire.head.AnswerTo;
import io.dimmer.wire.head.HeadLimits;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.HeaderNames;
import io.dimmer.wire.head.Http1RequestHead;
import io.dimmer.wire.head.ParseStatus;
import io.dimmer.wire.head.RequestHeadParser;
import io.dimmer.wire.head.ResponseHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a request costs between its bytes and the bytes for the upstream, and back. {@code small} is what a load
 * generator sends, {@code browser} what a browser does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsPrepend = {"-Djmh.executor=CUSTOM", "-Djmh.executor.class=io.dimmer.benchmark.LoopThreads"})
public class HeadBenchmark {
    private static final HeadLimits LIMITS = new HeadLimits(8 * 1024, 32 * 1024, 128);
    private static final byte[] DECIDED =
            "X-Dimmer-Service: shop\r\nX-Dimmer-Assigned: canary\r\nX-Dimmer-Reason: hash\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    @Param({"small", "browser"})
    public String request = "small";

    private final RequestHeadParser requests = new RequestHeadParser();
    private final ResponseHeadParser answers = new ResponseHeadParser();
    private final HeadWriter writer = new HeadWriter();
    private final PooledByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final EmbeddedChannel netty =
            new EmbeddedChannel(new HttpRequestDecoder(new HttpDecoderConfig().setInitialBufferSize(2048)));
    private ByteBuf requestBytes = allocator.directBuffer();
    private ByteBuf answerBytes = allocator.directBuffer();

    @Setup(Level.Trial)
    public void fill() {
        requestBytes.writeBytes(
                (request.equals("small") ? Heads.SMALL : Heads.BROWSER).getBytes(StandardCharsets.US_ASCII));
        answerBytes.writeBytes(Heads.ANSWER.getBytes(StandardCharsets.US_ASCII));
    }

    @TearDown(Level.Trial)
    public void release() {
        requestBytes.release();
        answerBytes.release();
        netty.finishAndReleaseAll();
    }

    /** The head understood. */
    @Benchmark
    public ParseStatus parseRequest() {
        return requests.parse(requestBytes, LIMITS, 0);
    }

    /** The head understood, and rewritten with what we add. */
    @Benchmark
    public int rewriteRequest() {
        requests.parse(requestBytes, LIMITS, 0);
        Http1RequestHead head = requests.head();
        writer.begin().request(head).raw(DECIDED);
        writer.field(HeaderNames.X_FORWARDED_FOR, "203.0.113.7");
        writer.name(HeaderNames.X_REQUEST_ID).hex(42).hex(43).endLine();
        ByteBuf out = writer.finish(allocator, 0);
        int length = out.readableBytes();
        out.release();
        return length;
    }

    /** An answer understood, and rewritten with what we add. */
    @Benchmark
    public int rewriteAnswer() {
        answers.parse(answerBytes, LIMITS, 0, AnswerTo.OTHER);
        writer.begin().answer(answers.head(), true);
        writer.name(HeaderNames.X_REQUEST_ID).hex(42).hex(43).endLine();
        ByteBuf out = writer.finish(allocator, 0);
        int length = out.readableBytes();
        out.release();
        return length;
    }

    /** For comparison: the same head decoded by Netty, which is not yet rewritten. */
    @Benchmark
    public HttpRequest decodeRequestWithNetty() {
        netty.writeInbound(requestBytes.retainedDuplicate());
        HttpRequest decoded = netty.readInbound();
        ReferenceCountUtil.release(netty.readInbound());
        return decoded;
    }
}
