/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.OperationInterruptedException;
import dev.hvsdk.api.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Long work is under way when the call returns, and can be waited for in every way. */
abstract class OperationsChapter extends TckChapter {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final HeldExecutor held = new HeldExecutor();

    /** The start of a guest that does not get on until the executor is released. */
    private Operation<GuestInfo> heldStart() {
        GuestId guest = stopped().id();
        Hypervisor host = lab().open(spec -> spec.executor(held));
        return host.guest(guest).start();
    }

    @TckRule(
            id = "HV-601",
            statement = "await() gives the same result to whoever waits, however often",
            reason = "several parts of a program wait for the same work",
            hint = "the result is kept; OperationHandle does it")
    @SuppressWarnings("ReferenceEquality") // A reading made anew may be equal; it is the kept one that is asked for.
    void resultsAreKept() {
        Operation<GuestInfo> start = stopped().start();
        GuestInfo first = await(start);
        Expect.that(first == start.await(), () -> "a second await() gives another result");
        Expect.that(start.isDone(), () -> "isDone() is false after await()");
        Expect.that(!start.description().isBlank(), () -> "the description is blank");
    }

    @TckRule(
            id = "HV-602",
            statement = "completion() completes with what await() gives",
            reason = "programs compose operations without a thread for each",
            hint = "completion()")
    void completionGivesTheResult() throws Exception {
        Operation<GuestInfo> start = stopped().start();
        GuestInfo info = start.completion().toCompletableFuture().get(patience().toMillis(), TimeUnit.MILLISECONDS);
        Expect.equal(GuestState.RUNNING, info.state(), "the state that completion() gives");
    }

    @TckRule(
            id = "HV-603",
            statement = "completion() fails with what await() throws",
            reason = "an error must not depend on how it is waited for",
            hint = "completion(): the error itself, at most inside of a CompletionException")
    void completionGivesTheFailure() {
        Operation<GuestInfo> stop = stopped().stop();
        ExecutionException failed = Expect.thrown(
                ExecutionException.class,
                "completion() of a refused stop()",
                () -> stop.completion().toCompletableFuture().get(patience().toMillis(), TimeUnit.MILLISECONDS));
        Throwable cause = failed.getCause();
        Throwable error = cause instanceof CompletionException ? cause.getCause() : cause;
        Expect.that(error instanceof HypervisorException.WrongState, () -> "completion() failed with " + error);
    }

    @TckRule(
            id = "HV-604",
            statement = "a failed operation throws its error at each await()",
            reason = "who waits second must not see success",
            hint = "the failure is kept; OperationHandle does it")
    void failuresAreKept() {
        Operation<GuestInfo> stop = stopped().stop();
        Expect.thrown(HypervisorException.WrongState.class, "await() of a refused stop()", () -> await(stop));
        Expect.thrown(HypervisorException.WrongState.class, "a second await()", () -> await(stop));
        Expect.that(stop.isDone(), () -> "isDone() is false after a failure");
    }

    @TckRule(
            id = "HV-605",
            statement = "work runs on the executor of the ConnectSpec",
            reason = "programs decide on their threads",
            hint = "Operations.of(state, errors, spec), or whatever takes ConnectSpec.executor()")
    void worksOnTheExecutor() {
        Operation<GuestInfo> start = heldStart();
        Expect.that(!start.isDone(), () -> "start() is done though the executor has done nothing");
        Expect.that(held.size() > 0, () -> "nothing was given to the executor");
        held.release();
        Expect.equal(GuestState.RUNNING, await(start).state(), "the state after the executor did its work");
    }

    @TckRule(
            id = "HV-606",
            statement = "await(Duration) throws TimedOut when the time passes, and the work goes on",
            reason = "no program can wait for ever",
            hint = "await(Duration): it waits for the given time only, and does not cancel")
    void awaitTimesOut() {
        Operation<GuestInfo> start = heldStart();
        HypervisorException.TimedOut late =
                Expect.thrown(HypervisorException.TimedOut.class, "await(50 ms)", () -> start.await(SHORT));
        Expect.that(late.isTransient(), () -> "isTransient() is false");
        Expect.that(!start.isDone(), () -> "isDone() is true after a timeout");
        held.release();
        Expect.equal(GuestState.RUNNING, await(start).state(), "the state after waiting once more");
    }

    @TckRule(
            id = "HV-607",
            statement =
                    "an interrupted await() throws OperationInterruptedException, sets the flag again, and the work goes on",
            reason = "a program that shuts down interrupts its threads",
            hint = "await(): the wait is interruptible, and InterruptedException is not swallowed")
    void awaitIsInterruptible() throws InterruptedException {
        Operation<GuestInfo> start = heldStart();
        CountDownLatch waiting = new CountDownLatch(1);
        FutureTask<@Nullable Throwable> wait = new FutureTask<>(() -> Expect.failure(() -> {
            waiting.countDown();
            try {
                return start.await();
            } finally {
                Expect.that(Thread.currentThread().isInterrupted(), () -> "the interrupt flag is not set again");
            }
        }));
        Thread thread = Threads.daemon(wait);
        Expect.that(waiting.await(patience().toMillis(), TimeUnit.MILLISECONDS), () -> "no thread");
        thread.interrupt();
        Expect.thrown(
                OperationInterruptedException.class, "an interrupted await()", () -> Threads.rethrow(wait, patience()));
        held.release();
        Expect.equal(GuestState.RUNNING, await(start).state(), "the state after the interrupt");
    }

    @TckRule(
            id = "HV-608",
            statement = "cancel() says whether the host accepted, and the operation then ends in a way that fits",
            reason = "who cancelled has to know whether the work was done",
            hint = "cancel(): false where the host cannot; then the result comes as if nothing had been asked")
    void cancelTellsTheTruth() {
        Operation<GuestInfo> start = heldStart();
        boolean accepted = start.cancel();
        held.release();
        @Nullable Throwable error = Expect.failure(() -> await(start));
        Expect.that(
                error == null || (accepted && error instanceof CancellationException),
                () -> "cancel() said " + accepted + ", and then await() threw " + error);
        Expect.that(!start.cancel(), () -> "cancel() of an operation that has ended says true");
    }

    @TckRule(
            id = "HV-609",
            statement = "dropping the handle of an operation does not stop the work",
            reason = "a program may start a guest and look at it later",
            hint = "the work is not tied to the handle")
    void workGoesOnUnseen() throws InterruptedException {
        EventLog log = new EventLog();
        log.on(host());
        Guest guest = stopped();
        guest.start();
        log.require(EventLog.state(guest.id(), GuestState.RUNNING), "a start that nobody waits for", patience());
    }

    @TckRule(
            id = "HV-610",
            statement = "progress never goes back, and the listener is told before the work ends",
            reason = "a bar that jumps back is worse than none",
            hint = "onProgress(): ProgressRelay keeps the order; numbers of a host that go back are held",
            tier = TckTier.OPTIONAL)
    void progressGoesForward() {
        Optional<Operation<?>> begun = tested().longOperation(host(), running());
        Expect.assume(begun.isPresent(), () -> "not tested: the subject has no long operation");
        Operation<?> operation = begun.orElseThrow();
        List<Progress> told = new CopyOnWriteArrayList<>();
        operation.onProgress(told::add);
        await(operation);
        Expect.that(!told.isEmpty(), () -> "no progress was told");
        Progress last = told.get(0);
        for (Progress next : told) {
            boolean goesBack = next.phase().equals(last.phase()) && next.done() < last.done();
            Progress before = last;
            Expect.that(!goesBack, () -> "after '" + before + "' it was told '" + next + "'");
            last = next;
        }
    }
}
