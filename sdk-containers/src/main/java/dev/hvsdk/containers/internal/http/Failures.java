/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;

/** What became of an exchange that failed. */
final class Failures {
    private Failures() {}

    static HypervisorException of(
            Exception failure, boolean expired, Deadline deadline, Dialer dialer, ErrorFactory about) {
        ErrorFactory errors = about.cause(failure);
        if (expired || deadline.isPassed()) {
            return errors.asTransient()
                    .timedOut("no answer from " + dialer + " within "
                            + deadline.allowed().toMillis() + " ms");
        }
        if (failure instanceof TooLargeException) {
            return errors.hostFailure("the engine gave " + failure.getMessage());
        }
        if (isHalf(failure)) {
            return errors.asTransient().hostFailure("the engine's answer broke off: " + failure.getMessage());
        }
        if (failure instanceof HttpException || failure instanceof MessageConstraintException) {
            return errors.hostFailure("the engine's answer is not HTTP: " + failure.getMessage());
        }
        return Refused.find(failure, dialer, errors)
                .orElseGet(() -> unreachable((IOException) failure, dialer, errors));
    }

    private static boolean isHalf(Exception failure) {
        return failure instanceof ConnectionClosedException || failure instanceof MalformedChunkCodingException;
    }

    private static HypervisorException unreachable(IOException failure, Dialer dialer, ErrorFactory errors) {
        String message = String.valueOf(failure.getMessage());
        String text = failure instanceof UnknownHostException ? "there is no host " + message : message;
        String what = dialer + " cannot be reached: " + text;
        if (failure instanceof AccessDeniedException
                || text.toLowerCase(Locale.ROOT).contains("permission denied")) {
            return errors.remedy("run as a user who may use the socket").permissionDenied(what);
        }
        if (text.startsWith("Cannot run program")) {
            return errors.remedy("install it, and have it in the path").unreachable(what);
        }
        boolean hasBroken = !(failure instanceof ConnectException);
        return hasBroken ? errors.asTransient().unreachable(what) : errors.unreachable(what);
    }
}
