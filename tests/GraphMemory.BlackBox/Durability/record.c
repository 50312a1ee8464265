/* Preloaded into the binary under test: records, in order, what it writes and syncs below one folder, so that a test can rebuild every
 * state that a power cut could leave on the disk.
 *   GRAPHMEMORY_RECORD_FOLDER   only files below this folder are recorded
 *   GRAPHMEMORY_RECORD_FILE     the recording: for each call a header, the file's path, and the bytes of a write */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { WRITE = 1, TRUNCATE = 2, SYNC = 3 };
struct header { int32_t kind, path_bytes; int64_t offset, data_bytes; };
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int path_in_folder(int fd, char *path) {
    char link[64];
    const char *folder = getenv("GRAPHMEMORY_RECORD_FOLDER");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = folder == NULL ? -1 : readlink(link, path, PATH_MAX - 1);
    if (length < 0) { return 0; }
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

/* A recording with a hole would prove nothing, so a failure ends the process. */
static void put(int recording, const void *bytes, size_t count) {
    if (syscall(SYS_write, recording, bytes, count) != (ssize_t)count) { abort(); }
}

static void record(enum kind kind, const char *path, off64_t offset, const void *data, size_t data_bytes) {
    struct header header = { kind, (int32_t)strlen(path), offset, (int64_t)data_bytes };
    int recording = open(getenv("GRAPHMEMORY_RECORD_FILE"), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    if (recording < 0) { abort(); }
    put(recording, &header, sizeof header);
    put(recording, path, strlen(path));
    if (data_bytes > 0) { put(recording, data, data_bytes); }
    close(recording);
}

/* The call and its record are one step: the order of the recording is the order of the calls. */
#define RECORDED(type, call, success, kind, offset, data, data_bytes) \
    char path[PATH_MAX]; \
    if (!path_in_folder(fd, path)) { return call; } \
    pthread_mutex_lock(&gate); \
    type result = call; \
    if (success) { record(kind, path, offset, data, data_bytes); } \
    pthread_mutex_unlock(&gate); \
    return result;

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    RECORDED(ssize_t, NEXT(pwrite)(fd, bytes, count, at), result > 0, WRITE, at, bytes, (size_t)result)
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    RECORDED(ssize_t, NEXT(pwrite64)(fd, bytes, count, at), result > 0, WRITE, at, bytes, (size_t)result)
}

int ftruncate(int fd, off_t length) { RECORDED(int, NEXT(ftruncate)(fd, length), result == 0, TRUNCATE, length, NULL, 0) }
int ftruncate64(int fd, off64_t length) { RECORDED(int, NEXT(ftruncate64)(fd, length), result == 0, TRUNCATE, length, NULL, 0) }
int fsync(int fd) { RECORDED(int, NEXT(fsync)(fd), result == 0, SYNC, 0, NULL, 0) }
int fdatasync(int fd) { RECORDED(int, NEXT(fdatasync)(fd), result == 0, SYNC, 0, NULL, 0) }
