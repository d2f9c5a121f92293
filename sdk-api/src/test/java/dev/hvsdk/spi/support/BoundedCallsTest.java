/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.OperationInterruptedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedCallsTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final OpenState state = OpenState.of("qemu:///system");
    private final ErrorFactory errors = ErrorFactory.of("kvm");
    private final BoundedCalls calls = BoundedCalls.of("native", 2, state, errors);
    private final CountDownLatch letGo = new CountDownLatch(1);

    /** Far enough away never to pass in a test. */
    private static Deadline far() {
        return Deadline.after(Duration.ofMinutes(10));
    }

    @AfterEach
    void close() {
        letGo.countDown();
        state.close();
    }

    /** A deadline of 30 seconds that has passed as soon as the call has begun, and never before. */
    private static Deadline passedOnce(CountDownLatch begun) {
        AtomicBoolean made = new AtomicBoolean();
        return Deadline.after(Duration.ofSeconds(30), () -> {
            if (!made.getAndSet(true)) {
                return 0;
            }
            Latches.await(begun);
            return Duration.ofSeconds(30).toNanos();
        });
    }

    private void hang() {
        CountDownLatch begun = new CountDownLatch(1);
        assertThatExceptionOfType(HypervisorException.TimedOut.class)
                .isThrownBy(() -> calls.run("read guest", passedOnce(begun), () -> {
                    begun.countDown();
                    Latches.await(letGo);
                }))
                .withMessage("kvm: read guest: no answer within 30s; the call may still be going on")
                .satisfies(error -> assertThat(error.isTransient()).isTrue());
    }

    @Test
    void givesWhatTheCallGaveFromAThreadOfItsOwn() {
        Thread thread = calls.call("list guests", far(), Thread::currentThread);
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).startsWith("native-");
        AtomicInteger ran = new AtomicInteger();
        calls.run("touch", far(), ran::incrementAndGet);
        assertThat(ran).hasValue(1);
    }

    @Test
    void throwsWhatTheCallThrewWithTheStackOfTheCaller() {
        HypervisorException.NotFound first = errors.notFound("there is no such guest");
        assertThatExceptionOfType(HypervisorException.NotFound.class)
                .isThrownBy(() -> calls.run("read", far(), () -> {
                    throw first;
                }))
                .withCause(first)
                .satisfies(error -> assertThat(error.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(BoundedCallsTest.class.getName())));
        UnsatisfiedLinkError error = new UnsatisfiedLinkError("no luck");
        assertThatThrownBy(() -> calls.run("read", far(), () -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void returnsInTimeAndSaysThatTheCallMayGoOn() {
        hang();
    }

    @Test
    void failsAtOnceWhileEveryThreadHangsAndRecovers() {
        hang();
        assertThat(calls.call("other", far(), () -> "the other thread serves")).isEqualTo("the other thread serves");
        hang();
        assertThatExceptionOfType(HypervisorException.TimedOut.class)
                .isThrownBy(() -> calls.call("list guests", far(), () -> "never"))
                .withMessageContaining("list guests")
                .withMessageContaining("all 2 threads");
        letGo.countDown();
        awaitRecovery();
        assertThat(calls.call("list guests", far(), () -> "again")).isEqualTo("again");
    }

    private void awaitRecovery() {
        while (calls.hung().get() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void saysWhetherACallWasMadeAtAll() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(2);
        Crowd crowd = Crowd.of(
                2,
                number -> calls.run("long", far(), () -> {
                    busy.countDown();
                    Latches.await(letGo);
                }));
        busy.await();
        AtomicInteger made = new AtomicInteger();
        assertThatExceptionOfType(HypervisorException.TimedOut.class)
                .isThrownBy(() -> calls.run("short", Deadline.after(AT_ONCE), made::incrementAndGet))
                .withMessageContaining("no thread was free");
        letGo.countDown();
        crowd.join();
        calls.run("flush", far(), () -> {});
        calls.run("flush", far(), () -> {});
        assertThat(made).as("what nobody waits for is not begun").hasValue(0);
        assertThat(calls.hung()).hasValue(0);
    }

    @Test
    void handsOverAResultThatComesTooLate() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch disposed = new CountDownLatch(1);
        AtomicReference<String> late = new AtomicReference<>();
        assertThatExceptionOfType(HypervisorException.TimedOut.class)
                .isThrownBy(() -> calls.call(
                        "open",
                        passedOnce(begun),
                        () -> {
                            begun.countDown();
                            Latches.await(letGo);
                            return "connection";
                        },
                        result -> {
                            late.set(result);
                            disposed.countDown();
                        }));
        letGo.countDown();
        Latches.await(disposed);
        assertThat(late).hasValue("connection");
    }

    @Test
    void aFailureThatComesTooLateOrALateHandlerThatFailsHarmsNobody() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch begunToo = new CountDownLatch(1);
        CapturedLog log = CapturedLog.of(BoundedCalls.class);
        assertThatExceptionOfType(HypervisorException.TimedOut.class)
                .isThrownBy(() -> calls.call(
                        "open",
                        passedOnce(begun),
                        () -> {
                            begun.countDown();
                            Latches.await(letGo);
                            return "connection";
                        },
                        result -> {
                            throw new IllegalStateException("no luck of the handler");
                        }));
        assertThatExceptionOfType(HypervisorException.TimedOut.class)
                .isThrownBy(() -> calls.run("read", passedOnce(begunToo), () -> {
                    begunToo.countDown();
                    Latches.await(letGo);
                    throw new IllegalStateException("no luck");
                }));
        letGo.countDown();
        while (log.warnings().isEmpty()) {
            Thread.onSpinWait();
        }
        awaitRecovery();
        assertThat(calls.call("again", far(), () -> "fine")).isEqualTo("fine");
        assertThat(log.warnings())
                .singleElement()
                .satisfies(record -> assertThat(record.getThrown()).hasMessage("no luck of the handler"));
        log.close();
    }

    @Test
    void anInterruptEndsTheWaitingAndNotTheCall() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        AtomicReference<Thread> caller = new AtomicReference<>();
        Crowd crowd = Crowd.of(1, number -> {
            caller.set(Thread.currentThread());
            assertThatExceptionOfType(OperationInterruptedException.class)
                    .isThrownBy(() -> calls.run("read guest", far(), () -> {
                        begun.countDown();
                        Latches.await(letGo);
                        finished.countDown();
                    }))
                    .withMessageContaining("read guest");
            assertThat(Thread.interrupted()).isTrue();
        });
        begun.await();
        caller.get().interrupt();
        crowd.join();
        letGo.countDown();
        finished.await();
    }

    @RepeatedTest(20)
    void closingEndsAllWaitingAndEachThreadEndsWithItsCall() throws InterruptedException {
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch calling = new CountDownLatch(4);
        Crowd callers = Crowd.of(4, number -> {
            calling.countDown();
            assertThatExceptionOfType(HypervisorClosedException.class)
                    .isThrownBy(() -> calls.run("read guest", far(), () -> {
                        threads.add(Thread.currentThread());
                        begun.countDown();
                        Latches.await(letGo);
                    }))
                    .withMessage("qemu:///system is closed");
        });
        begun.await();
        calling.await();
        state.close();
        callers.join();
        assertThatExceptionOfType(HypervisorClosedException.class).isThrownBy(() -> calls.run("x", far(), () -> {}));
        letGo.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(threads).hasSize(2);
    }

    @Test
    void aCallThatIsRefusedElsewhereIsNoClose() {
        RejectedExecutionException refused = new RejectedExecutionException("the client's own pool is full");
        assertThatThrownBy(() -> calls.run("read", far(), () -> {
                    throw refused;
                }))
                .isSameAs(refused);
    }

    @Test
    void needsAThread() {
        assertThatIllegalArgumentException().isThrownBy(() -> BoundedCalls.of("native", 0, state, errors));
    }

    @Test
    void aCallThatGivesNothingWhereSomethingIsPromisedIsAMistakeOfTheBackend() {
        assertThatThrownBy(() -> calls.call("read", far(), BoundedCallsTest::nothing))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("null");
    }

    @SuppressWarnings("NullAway") // what a backend without a null checker could do
    private static String nothing() {
        return null;
    }

    @RepeatedTest(5)
    void neverMakesMoreCallsAtATimeThanItHasThreadsAndForgetsNone() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger made = new AtomicInteger();
        List<Random> randoms = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            randoms.add(new Random(20261109 + i));
        }
        Crowd.of(8, number -> {
                    for (int i = 0; i < 200; i++) {
                        int answer = randoms.get(number).nextInt();
                        assertThat(calls.call("echo", far(), () -> {
                                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                    Thread.onSpinWait();
                                    made.incrementAndGet();
                                    inside.decrementAndGet();
                                    return answer;
                                }))
                                .isEqualTo(answer);
                    }
                })
                .join();
        assertThat(made).hasValue(1600);
        assertThat(most.get()).isBetween(1, 2);
        assertThat(calls.hung()).hasValue(0);
    }

    @RepeatedTest(5)
    void countsHungCallsRightlyWhereAnswersAndDeadlinesMeet() throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        Crowd.of(4, number -> {
                    Random random = new Random(20261110 + number);
                    for (int i = 0; i < 300; i++) {
                        Deadline tight = Deadline.after(Duration.ofNanos(random.nextInt(200_000)));
                        try {
                            calls.call("race", tight, begun::incrementAndGet, result -> late.incrementAndGet());
                            answered.incrementAndGet();
                        } catch (HypervisorException.TimedOut e) {
                            // The other outcome; both are counted below.
                            assertThat(e.operation()).contains("race");
                        }
                    }
                })
                .join();
        awaitRecovery();
        calls.run("flush", far(), () -> {});
        while (answered.get() + late.get() < begun.get()) {
            Thread.onSpinWait();
        }
        assertThat(answered.get() + late.get()).isEqualTo(begun.get());
        assertThat(calls.hung()).hasValue(0);
    }

    @Test
    void oneThreadIsEnough() {
        BoundedCalls single = BoundedCalls.of("single", 1, state, errors);
        assertThat(single.<String>call("read guest", far(), () -> "web")).isEqualTo("web");
    }
}
