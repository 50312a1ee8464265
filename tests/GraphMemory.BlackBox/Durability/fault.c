/* Preloaded into the binary under test: lets one chosen system call on files of one folder fail, as a broken or full disk would.
 *   GRAPHMEMORY_FAULT=sync:7    the 7th fsync or fdatasync fails with EIO
 *   GRAPHMEMORY_FAULT=write:7+  the 7th write, and every one after it, fails with ENOSPC
 *   GRAPHMEMORY_FAULT_FOLDER    only files below this folder count
 *   GRAPHMEMORY_FAULT_MARK      this file is created when a call was made to fail */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { SYNC, WRITE };
static long calls_seen[2];

static int lies_in_folder(int fd) {
    char link[64], path[PATH_MAX];
    const char *folder = getenv("GRAPHMEMORY_FAULT_FOLDER");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (folder == NULL || length < 0) { return 0; }
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

static void leave_mark(void) {
    const char *mark = getenv("GRAPHMEMORY_FAULT_MARK");
    int fd = mark == NULL ? -1 : open(mark, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (fd >= 0) { close(fd); }
}

/* True when this call is the one (or past the one) that the test chose. */
static int must_fail(enum kind kind, int fd) {
    static const char *const names[] = { "sync:", "write:" };
    const char *fault = getenv("GRAPHMEMORY_FAULT");
    char *rest;
    if (fault == NULL || strncmp(fault, names[kind], strlen(names[kind])) != 0 || !lies_in_folder(fd)) { return 0; }
    long chosen = strtol(fault + strlen(names[kind]), &rest, 10);
    long now = __atomic_add_fetch(&calls_seen[kind], 1, __ATOMIC_SEQ_CST);
    if (now != chosen && !(*rest == '+' && now > chosen)) { return 0; }
    leave_mark();
    errno = kind == SYNC ? EIO : ENOSPC;
    return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int fsync(int fd) { return must_fail(SYNC, fd) ? -1 : NEXT(fsync)(fd); }
int fdatasync(int fd) { return must_fail(SYNC, fd) ? -1 : NEXT(fdatasync)(fd); }
ssize_t write(int fd, const void *bytes, size_t count) { return must_fail(WRITE, fd) ? -1 : NEXT(write)(fd, bytes, count); }
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return must_fail(WRITE, fd) ? -1 : NEXT(pwrite)(fd, bytes, count, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { return must_fail(WRITE, fd) ? -1 : NEXT(pwrite64)(fd, bytes, count, at); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return must_fail(WRITE, fd) ? -1 : NEXT(pwritev)(fd, parts, count, at); }
