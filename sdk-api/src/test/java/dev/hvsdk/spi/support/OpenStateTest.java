/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorClosedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenStateTest {
    private final OpenState state = OpenState.of("qemu:///system");
    private final List<String> closed = new ArrayList<>();

    private AutoCloseable child(String name) {
        return () -> closed.add(name);
    }

    @Test
    void letsCallsInWhileItIsOpen() {
        state.checkOpen();
        assertThat(state.isOpen()).isTrue();
        assertThat(state).hasToString("qemu:///system (open)");
    }

    @Test
    void refusesCallsOnceItIsClosed() {
        state.close();
        assertThat(state.isOpen()).isFalse();
        assertThat(state).hasToString("qemu:///system (closed)");
        assertThatExceptionOfType(HypervisorClosedException.class)
                .isThrownBy(state::checkOpen)
                .withMessage("qemu:///system is closed");
    }

    @Test
    void closesTheYoungestFirstAndEachOnce() {
        state.register(child("a"));
        state.register(child("b"));
        state.register(child("c"));
        state.close();
        state.close();
        assertThat(closed).containsExactly("c", "b", "a");
    }

    @Test
    void isClosedBeforeItsChildrenAre() {
        List<Boolean> open = new ArrayList<>();
        state.register(() -> open.add(state.isOpen()));
        state.close();
        assertThat(open).containsExactly(false);
    }

    @Test
    void forgetsAChildThatWasClosedOnItsOwn() {
        AutoCloseable a = state.register(child("a"));
        state.register(child("b"));
        state.unregister(a);
        state.unregister(child("stranger"));
        state.close();
        assertThat(closed).containsExactly("b");
    }

    @Test
    void keepsEqualChildrenApart() {
        record Child(List<String> log) implements AutoCloseable {
            @Override
            public void close() {
                log.add("closed");
            }
        }
        state.register(new Child(closed));
        Child second = state.register(new Child(closed));
        assertThat(second).isEqualTo(new Child(closed));
        state.unregister(second);
        state.close();
        assertThat(closed).hasSize(1);
    }

    @Test
    void closesAllChildrenAndLogsOnceEvenIfSomeFail() {
        try (CapturedLog log = CapturedLog.of(OpenState.class)) {
            IOException last = new IOException("last");
            state.register(() -> {
                throw new IllegalStateException("first");
            });
            state.register(child("healthy"));
            state.register(() -> {
                throw last;
            });
            state.register(() -> {
                throw last;
            });
            state.close();
            assertThat(closed).containsExactly("healthy");
            assertThat(log.warnings()).singleElement().satisfies(record -> {
                assertThat(record.getMessage()).contains("qemu:///system");
                assertThat(record.getThrown()).isSameAs(last);
                assertThat(last.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("first");
            });
        }
    }

    @Test
    void throwsAnErrorOnOnceAllAreClosed() {
        AssertionError error = new AssertionError("broken");
        state.register(child("healthy"));
        state.register(() -> {
            throw error;
        });
        assertThatThrownBy(state::close).isSameAs(error);
        assertThat(closed).containsExactly("healthy");
        assertThat(state.isOpen()).isFalse();
        state.close();
    }

    @Test
    void keepsTheInterruptOfAChildThatWasInterrupted() {
        try (CapturedLog log = CapturedLog.of(OpenState.class)) {
            state.register(() -> {
                throw new InterruptedException();
            });
            state.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(log.warnings()).hasSize(1);
        }
    }

    @Test
    void closesAChildThatComesTooLate() {
        state.close();
        assertThatExceptionOfType(HypervisorClosedException.class).isThrownBy(() -> state.register(child("late")));
        assertThat(closed).containsExactly("late");
    }

    @Test
    void tellsOfAChildThatComesTooLateAndCannotBeClosed() {
        state.close();
        IOException failure = new IOException("stuck");
        assertThatExceptionOfType(HypervisorClosedException.class)
                .isThrownBy(() -> state.register(() -> {
                    throw failure;
                }))
                .satisfies(refused -> assertThat(refused.getSuppressed()).containsExactly(failure));
    }

    @Test
    void aChildMayCloseItsParent() {
        state.register(() -> {
            state.close();
            closed.add("child");
        });
        state.close();
        assertThat(closed).containsExactly("child");
    }

    @Test
    void aStateMayBeAChild() {
        OpenState console = state.register(OpenState.of("console"));
        console.register(child("stream"));
        state.close();
        assertThat(closed).containsExactly("stream");
        assertThat(console.isOpen()).isFalse();
    }

    @Test
    void endsCallsThatWaitBeforeAnythingElse() {
        WaitingCall call = () -> closed.add("call");
        state.register(child("a"));
        state.register(call);
        state.register(child("b"));
        state.close();
        assertThat(closed).containsExactly("call", "b", "a");
    }

    @RepeatedTest(20)
    void everyCallerOfCloseFindsItClosedWhenItReturns() throws InterruptedException {
        CountDownLatch closing = new CountDownLatch(1);
        AtomicBoolean childClosed = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        state.register(() -> {
            calls.incrementAndGet();
            Latches.await(closing);
            childClosed.set(true);
        });
        Crowd closers = Crowd.of(8, number -> {
            if (number == 7) {
                closing.countDown();
            }
            state.close();
            assertThat(childClosed).isTrue();
        });
        closers.join();
        assertThat(calls).hasValue(1);
    }

    @RepeatedTest(20)
    void nothingThatIsRegisteredWhileItClosesIsLeftOpen() throws InterruptedException {
        ConcurrentLinkedQueue<AtomicInteger> children = new ConcurrentLinkedQueue<>();
        Random seeds = new Random(20261106);
        int[] stopAt = {seeds.nextInt(200), seeds.nextInt(200)};
        Crowd.of(8, number -> {
                    for (int i = 0; i < 200; i++) {
                        AtomicInteger closes = new AtomicInteger();
                        children.add(closes);
                        try {
                            state.register(closes::incrementAndGet);
                        } catch (HypervisorClosedException e) {
                            assertThat(closes).hasValue(1);
                        }
                        if (number < 2 && i == stopAt[number]) {
                            state.close();
                        }
                    }
                })
                .join();
        assertThat(children)
                .hasSize(1600)
                .allSatisfy(closes -> assertThat(closes).hasValue(1));
    }

    @RepeatedTest(20)
    void whatIsUnregisteredInTimeIsNotClosedAndNothingIsClosedTwice() throws InterruptedException {
        ConcurrentLinkedQueue<AtomicInteger> children = new ConcurrentLinkedQueue<>();
        Crowd.of(4, number -> {
                    for (int i = 0; i < 200; i++) {
                        AtomicInteger closes = new AtomicInteger();
                        children.add(closes);
                        AutoCloseable child = closes::incrementAndGet;
                        try {
                            state.register(child);
                            state.unregister(child);
                        } catch (HypervisorClosedException e) {
                            assertThat(closes).hasValue(1);
                        }
                    }
                    state.close();
                })
                .join();
        assertThat(children).allSatisfy(closes -> assertThat(closes.get()).isBetween(0, 1));
    }
}
