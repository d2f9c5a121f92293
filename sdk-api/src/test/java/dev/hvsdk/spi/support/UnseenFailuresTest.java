/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnseenFailuresTest {
    private final OpenState state = OpenState.of("test:///default");
    private final Operations operations = Operations.of(state, ErrorFactory.of("test"), Runnable::run);
    private final CapturedLog log = CapturedLog.of(Operations.class);

    @AfterEach
    void stopCapturing() {
        log.close();
    }

    private Operation<String> failed() {
        return operations.run("start of guest web", () -> {
            throw ErrorFactory.of("test").hostFailure("no luck");
        });
    }

    @Test
    void aFailureThatNobodyLookedAtIsLoggedOnceAtTheLatestWhenTheConnectionIsClosed() {
        Operation<String> operation = failed();
        assertThat(operation.isDone()).isTrue();
        assertThat(log.warnings()).isEmpty();
        state.close();
        assertThat(log.warnings()).singleElement().satisfies(record -> {
            assertThat(record.getMessage()).contains("start of guest web");
            assertThat(record.getThrown()).hasMessage("test: no luck");
        });
        assertThatExceptionOfType(HypervisorException.HostFailure.class).isThrownBy(operation::await);
    }

    @Test
    void aFailureWhoseHandleWasDroppedIsLoggedWhenTheConnectionIsNextUsed() {
        dropAFailure();
        // The collector decides when; the test's time limit is the only clock.
        while (log.warnings().isEmpty()) {
            System.gc();
            operations.run("something else", () -> "done");
        }
        state.close();
        assertThat(log.warnings()).hasSize(1);
    }

    /** With a listener that holds the handle, and a canceller that does: neither may keep it alive. */
    private void dropAFailure() {
        OperationSource<String> source = operations.begin("start of guest web");
        Operation<String> handle = source.operation();
        handle.onProgress(progress -> handle.isDone());
        source.onCancel(handle::isDone);
        source.progress(Progress.of("booting", 1, ProgressUnit.ITEMS));
        source.fail(ErrorFactory.of("test").hostFailure("no luck"));
    }

    @Test
    void aFailureThatSomebodyWaitedForIsNotLogged() {
        Operation<String> operation = failed();
        assertThatExceptionOfType(HypervisorException.HostFailure.class).isThrownBy(operation::await);
        state.close();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aFailureOfWhichAStageTellsIsNotLogged() {
        Operation<String> late = failed();
        assertThat(late.completion()).isNotNull();
        OperationSource<String> source = operations.begin("start");
        assertThat(source.operation().completion()).isNotNull();
        source.fail(ErrorFactory.of("test").hostFailure("no luck"));
        state.close();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void whoeverGaveUpBeforeTheFailureHasNotSeenIt() {
        OperationSource<String> source = operations.begin("start");
        assertThatExceptionOfType(HypervisorException.TimedOut.class)
                .isThrownBy(() -> source.operation().await(Duration.ZERO));
        source.fail(ErrorFactory.of("test").hostFailure("no luck"));
        state.close();
        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void aResultACancellationAndACloseAreNoFailures() {
        operations.begin("one").cancelled();
        operations.run("two", () -> "done");
        OperationSource<String> open = operations.begin("three");
        state.close();
        assertThat(open.fail(ErrorFactory.of("test").hostFailure("no luck"))).isFalse();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aSecondFailureDoesNotHideTheFirst() {
        OperationSource<String> source = operations.begin("start");
        source.fail(ErrorFactory.of("test").hostFailure("first"));
        source.fail(ErrorFactory.of("test").hostFailure("second"));
        state.close();
        assertThat(log.warnings())
                .singleElement()
                .satisfies(record -> assertThat(record.getThrown()).hasMessage("test: first"));
    }
}
