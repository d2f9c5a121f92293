/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.OperationInterruptedException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OperationsTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final OpenState state = OpenState.of("qemu:///system");
    private final ErrorFactory errors = ErrorFactory.of("kvm");
    private final Operations operations = Operations.of(state, errors, ConnectSpec.of(URI.create("qemu:///system")));

    @AfterEach
    void close() {
        state.close();
    }

    private HypervisorException.NotFound notFound() {
        return errors.operation("start")
                .subject("guest web")
                .remedy("list the guests")
                .notFound("there is no such guest");
    }

    @Test
    void givesWhatTheWorkGave() {
        Operation<String> operation = operations.run("start of guest web", () -> "running");
        assertThat(operation.description()).isEqualTo("start of guest web");
        assertThat(operation.await()).isEqualTo("running");
        assertThat(operation.await(Duration.ZERO)).isEqualTo("running");
        assertThat(operation.isDone()).isTrue();
        assertThat(operation.completion()).isCompletedWithValue("running");
        assertThat(operation.cancel()).isFalse();
        assertThat(operation).hasToString("start of guest web (ended)");
    }

    @Test
    void worksOnDaemonThreadsOfItsOwn() {
        Thread thread = operations.run("start", Thread::currentThread).await();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).startsWith("qemu-operation-");
    }

    @Test
    void worksOnTheExecutorOfTheSpecification() {
        AtomicInteger executed = new AtomicInteger();
        Executor executor = task -> {
            executed.incrementAndGet();
            task.run();
        };
        ConnectSpec spec = ConnectSpec.builder(URI.create("qemu:///system"))
                .executor(executor)
                .build();
        Operation<Thread> operation = Operations.of(state, errors, spec).run("start", Thread::currentThread);
        assertThat(operation.await()).isSameAs(Thread.currentThread());
        assertThat(executed).hasValue(1);
    }

    @Test
    void throwsTheErrorOfTheWorkWithTheStackOfWhoeverWaits() {
        HypervisorException.NotFound first = notFound();
        Operation<String> operation = operations.run("start of guest web", () -> {
            throw first;
        });
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(HypervisorException.NotFound.class)
                    .isThrownBy(operation::await)
                    .withMessage(first.getMessage())
                    .satisfies(error -> {
                        assertThat(error).isNotSameAs(first).hasCause(first);
                        assertThat(error.getStackTrace())
                                .anyMatch(frame -> frame.getClassName().equals(OperationsTest.class.getName()));
                        assertThat(error.remedy()).contains("list the guests");
                        assertThat(error.backend()).contains("kvm");
                    });
        }
    }

    @Test
    void throwsAProgrammingMistakeAndAnErrorAsTheyAre() {
        IllegalArgumentException mistake = new IllegalArgumentException("no luck");
        assertThatThrownBy(() -> operations
                        .run("x", () -> {
                            throw mistake;
                        })
                        .await())
                .isSameAs(mistake);
        NoClassDefFoundError error = new NoClassDefFoundError("no luck");
        assertThatThrownBy(() -> operations
                        .run("x", () -> {
                            throw error;
                        })
                        .await())
                .isSameAs(error);
    }

    @Test
    void aStageEndsWithTheSameExceptionAsAwait() {
        OperationSource<String> source = operations.begin("start");
        CompletableFuture<Throwable> early = new CompletableFuture<>();
        var unused = source.operation().completion().whenComplete((value, thrown) -> early.complete(thrown));
        source.fail(notFound());
        assertThat(early.join()).isInstanceOf(HypervisorException.NotFound.class);
        CompletableFuture<Throwable> late = new CompletableFuture<>();
        var unusedToo = source.operation().completion().whenComplete((value, thrown) -> late.complete(thrown));
        assertThat(late.join()).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void whatDependsOnAStageRunsNotInTheThreadOfTheBackend() {
        OperationSource<String> source = operations.begin("start");
        CompletableFuture<Thread> dependent = new CompletableFuture<>();
        var unused = source.operation().completion().thenAccept(value -> dependent.complete(Thread.currentThread()));
        source.complete("done");
        assertThat(dependent.join()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void whoeverEndsAStageHarmsNobodyElse() {
        OperationSource<String> source = operations.begin("start");
        source.operation().completion().toCompletableFuture().complete("forged");
        assertThat(source.operation().isDone()).isFalse();
        source.complete("true");
        assertThat(source.operation().await()).isEqualTo("true");
        assertThat(source.operation().completion()).isCompletedWithValue("true");
    }

    @Test
    void waitsNoLongerThanToldAndLeavesTheWorkRunning() {
        OperationSource<String> source = operations.begin("start of guest web");
        for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMillis(1))) {
            assertThatExceptionOfType(HypervisorException.TimedOut.class)
                    .isThrownBy(() -> source.operation().await(none))
                    .withMessageContaining("kvm: start of guest web: ")
                    .withMessageContaining("the work goes on")
                    .satisfies(error -> assertThat(error.isTransient()).isTrue());
        }
        assertThat(source.operation().isDone()).isFalse();
        assertThat(source.complete("done")).isTrue();
        assertThat(source.operation().await(LONG)).isEqualTo("done");
    }

    @Test
    void waitsForWorkThatIsLongerThanAnyClockCanSay() {
        OperationSource<String> source = operations.begin("start");
        Crowd.of(1, number -> source.complete("done"));
        assertThat(source.operation().await(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("done");
    }

    @Test
    void anInterruptEndsTheWaitingAndNotTheWork() throws InterruptedException {
        OperationSource<String> source = operations.begin("start of guest web");
        AtomicReference<Thread> waiter = new AtomicReference<>();
        CountDownLatch waiting = new CountDownLatch(1);
        Crowd crowd = Crowd.of(1, number -> {
            waiter.set(Thread.currentThread());
            waiting.countDown();
            assertThatExceptionOfType(OperationInterruptedException.class)
                    .isThrownBy(source.operation()::await)
                    .withMessageContaining("start of guest web")
                    .withCauseInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
        });
        waiting.await();
        waiter.get().interrupt();
        crowd.join();
        assertThat(source.operation().isDone()).isFalse();
        assertThat(source.complete("done")).isTrue();
    }

    @Test
    void theFirstEndCounts() {
        OperationSource<String> source = operations.begin("start");
        assertThat(source.complete("first")).isTrue();
        assertThat(source.complete("second")).isFalse();
        assertThat(source.fail(notFound())).isFalse();
        assertThat(source.cancelled()).isFalse();
        assertThat(source.operation().await()).isEqualTo("first");
    }

    @Test
    void cannotBeCancelledUnlessTheBackendSaysHow() {
        OperationSource<String> source = operations.begin("start");
        assertThat(source.operation().cancel()).isFalse();
        assertThat(operations.run("x", () -> "done").cancel()).isFalse();
    }

    @Test
    void endsAsCancelledWhenTheHostSaysSo() {
        OperationSource<String> source = operations.begin("start of guest web");
        source.onCancel(() -> true);
        assertThat(source.operation().cancel()).isTrue();
        assertThat(source.operation().isDone()).isFalse();
        HypervisorException.HostFailure aborted = errors.hostFailure("the job was aborted");
        assertThat(source.fail(aborted)).isTrue();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(source.operation()::await)
                .withMessageContaining("start of guest web")
                .withCause(aborted);
        assertThat(source.operation().completion()).isCompletedExceptionally();
        assertThat(source.operation().cancel()).isFalse();
    }

    @Test
    void aFailureThatComesBeforeTheHostHasAnsweredIsTheCancellationToo() {
        OperationSource<String> source = operations.begin("start");
        source.onCancel(() -> source.fail(notFound()));
        assertThat(source.operation().cancel()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(source.operation()::await);
    }

    @Test
    void aHostThatRefusesToCancelLeavesAFailureAFailure() {
        OperationSource<String> source = operations.begin("start");
        source.onCancel(() -> false);
        assertThat(source.operation().cancel()).isFalse();
        source.onCancel(() -> {
            throw errors.unreachable("gone");
        });
        assertThatExceptionOfType(HypervisorException.Unreachable.class).isThrownBy(source.operation()::cancel);
        source.fail(notFound());
        assertThatExceptionOfType(HypervisorException.NotFound.class).isThrownBy(source.operation()::await);
    }

    @Test
    void aResultThatComesAfterACancellationIsTheResult() {
        OperationSource<String> source = operations.begin("start");
        source.onCancel(() -> true);
        assertThat(source.operation().cancel()).isTrue();
        source.complete("too late");
        assertThat(source.operation().await()).isEqualTo("too late");
    }

    @Test
    void theBackendMayCancelByItself() {
        OperationSource<String> source = operations.begin("start");
        source.cancelled();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(source.operation()::await)
                .withNoCause();
    }

    @Test
    void runningWorkSaysHowItIsCancelled() {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Operation<String> operation = operations.runReporting("copy", source -> {
            source.onCancel(() -> {
                cancelled.countDown();
                return true;
            });
            begun.countDown();
            Latches.await(cancelled);
            throw errors.hostFailure("aborted");
        });
        Latches.await(begun);
        assertThat(operation.cancel()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(operation::await);
    }

    @Test
    void anExecutorThatRefusesWorkFailsTheOperation() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdown();
        Operation<String> operation = Operations.of(state, errors, closed).run("start", () -> "never");
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(operation::await);
        AtomicBoolean told = new AtomicBoolean();
        OperationSource<String> source = Operations.of(state, errors, closed).begin("start");
        var unused = source.operation().completion().thenAccept(value -> told.set(true));
        source.complete("done");
        assertThat(told).isTrue();
    }

    @RepeatedTest(20)
    void closingEndsAllWaitingAndTheWorkGoesOn() throws InterruptedException {
        CountDownLatch letGo = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(4);
        Operation<String> operation = operations.run("start", () -> {
            Latches.await(letGo);
            finished.countDown();
            return "done";
        });
        Crowd waiters = Crowd.of(4, number -> {
            waiting.countDown();
            assertThatExceptionOfType(HypervisorClosedException.class)
                    .isThrownBy(operation::await)
                    .withMessage("qemu:///system is closed");
        });
        waiting.await();
        state.close();
        waiters.join();
        assertThat(operation.isDone()).isTrue();
        assertThatThrownBy(() -> operation.await(Duration.ZERO)).isInstanceOf(HypervisorClosedException.class);
        letGo.countDown();
        finished.await();
        assertThatExceptionOfType(HypervisorClosedException.class).isThrownBy(() -> operations.run("x", () -> "never"));
    }

    @Test
    void whatHasEndedBeforeTheCloseKeepsItsEnd() {
        Operation<String> operation = operations.run("start", () -> "done");
        operation.await();
        state.close();
        assertThat(operation.await()).isEqualTo("done");
    }

    @Test
    void aListenerOfEventsThatWaitsForAnOperationDoesNotHoldUpTheClose() {
        // The bus is younger than the operation, so that it would be closed first, and wait for the listener.
        OperationSource<String> source = operations.begin("start");
        EventBus bus = state.register(EventBus.of("test", 8, Clock.systemUTC()));
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        bus.subscribe(event -> {
            waiting.countDown();
            try {
                source.operation().await();
            } catch (HypervisorClosedException e) {
                thrown.set(e);
            }
        });
        bus.publish(new HypervisorEvent.Reconnected(Instant.EPOCH));
        Latches.await(waiting);
        state.close();
        assertThat(thrown.get()).isInstanceOf(HypervisorClosedException.class);
    }

    @Test
    void ownThreadsEndWithTheConnection() throws InterruptedException {
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        CountDownLatch letGo = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(8);
        List<Operation<Thread>> running = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            running.add(operations.run("start", () -> {
                threads.add(Thread.currentThread());
                begun.countDown();
                Latches.await(letGo);
                return Thread.currentThread();
            }));
        }
        begun.await();
        state.close();
        letGo.countDown();
        for (Thread thread : List.copyOf(threads)) {
            thread.join();
        }
        assertThat(threads).hasSize(8).noneMatch(Thread::isAlive);
        assertThat(running).allMatch(Operation::isDone);
    }

    @RepeatedTest(20)
    void ofManyEndsOneCountsAndAllWaitersSeeThatOne() throws InterruptedException {
        OperationSource<Integer> source = operations.begin("start");
        AtomicInteger winners = new AtomicInteger();
        AtomicInteger winner = new AtomicInteger(-1);
        Crowd.of(8, number -> {
                    if (number % 2 == 0) {
                        if (source.complete(number)) {
                            winners.incrementAndGet();
                            winner.set(number);
                        }
                    } else {
                        assertThat(source.operation().await()).isBetween(0, 6);
                    }
                })
                .join();
        assertThat(winners).hasValue(1);
        assertThat(source.operation().await()).isEqualTo(winner.get());
    }

    @Test
    void theFirstEndCountsHoweverItIsReported() {
        OperationSource<String> source = operations.begin("clone of guest web");
        assertThat(source.cancelled()).isTrue();
        assertThat(source.cancelled()).isFalse();
        assertThat(source.complete("late")).isFalse();
        assertThat(source.fail(errors.hostFailure("late"))).isFalse();
        OperationSource<String> failing = operations.begin("clone of guest db");
        assertThat(failing.fail(errors.hostFailure("the disk is full"))).isTrue();
        assertThat(failing).hasToString(failing.operation().toString());
    }
}
